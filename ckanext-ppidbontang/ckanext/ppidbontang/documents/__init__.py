"""Documents made of the law's objects, and nothing of CKAN: values in, bytes out."""
