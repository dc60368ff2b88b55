"""The feed as other people read it: parsers, shapes, harvesters; and the sources we read."""
