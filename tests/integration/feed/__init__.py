"""Tests of the feed, with what reads it and works beside it."""
