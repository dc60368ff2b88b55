"""What the catalogue says to machines: DCAT-AP for harvesters, schema.org for search engines.

Nothing here reads the law or the record's fields for itself: `mapping` gives the entry, `domain`
its meaning. What an entry says is written property by property, so that a new field of the record
never reaches a feed by itself. How it is kept and served is the business of `feed`.

    text             what people typed, made safe for every RDF syntax
    nodes            triples, and addresses of the parts of an entry
    codes            codes of the EU, ADMS and INSPIRE that DCAT-AP names
    formats          file formats, media types and checksums
    terms, english   the law's terms and their words in two languages
    vocabulary       the terms as SKOS, two properties and the regions (`/def/ppid`)
    bodies           the organisations of the portal, as publishers and contacts
    licences         the licences of CKAN's register
    shared           all of these as nodes that entries point to, each described once
    site             what one serialization needs to know of the portal
    record           when an entry came into the catalogue, and that it stands there
    distributions    its files, as far as they may be known
    coverage         when it was made, what time and place it is of
    makers           who had which part in it
    variables        what it measures
    restrictions     how open it is, why not, on what law, and until when
    entry, catalog   an entry and the catalogue, each by itself
    prefixes         the one list of prefixes
    profile          DCAT-AP 3.0.1 (profile `ppid_dcat_ap`)
    structured_data  schema.org (profile `ppid_schema_org`)
    croissant        Croissant 1.0
"""
