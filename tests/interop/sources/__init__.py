"""The portal pulls from others: programs of their own, over HTTP."""
