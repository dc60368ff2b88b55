"""What comes into the catalogue from files: the registry of bodies and whole catalogues."""
