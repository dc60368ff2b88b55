"""The DCAT feed of the catalogue: kept when an entry changes, put together when it is asked for."""
