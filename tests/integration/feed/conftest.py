"""What the tests of the feed share."""
