"""Tables as documents: CSV, XLSX, PDF and JSON. Pure: no CKAN, no clock, no database."""
