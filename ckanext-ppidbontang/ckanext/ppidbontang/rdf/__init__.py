"""What the catalogue says to machines: DCAT-AP for harvesters and schema.org for search engines.

Nothing here reads the law or the record's fields for itself: `mapping` gives the entry, `domain`
its meaning. What an entry says is written property by property, so that a new field of the record
never reaches a feed by itself. How it is kept and served is the business of `feed`.

    text             what people typed, made safe for every RDF syntax
    codes            code lists of the EU and IANA that DCAT-AP names
    nodes            addresses of the parts of an entry
    vocabulary       this portal's own terms: three SKOS schemes, two properties, the regions
    bodies           the organisations of the portal, as publishers and contacts
    site             what one serialization needs to know of the portal
    distributions    the files of an entry, as far as they may be known
    coverage         what an open entry is about
    restrictions     how open an entry is, why not, on what law, and until when
    profile          DCAT-AP 3.0.1 (profile `ppid_dcat_ap`)
    structured_data  schema.org (profile `ppid_schema_org`)
"""
