"""The actions of the sources, and who may call them."""
