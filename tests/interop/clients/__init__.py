"""Programs that other people harvest with, each as it is, over HTTP."""
