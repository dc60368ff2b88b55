"""The DCAT feed: kept when an entry changes, put together when it is asked for.

What an entry says is the business of `rdf`. Here it becomes a fragment, once, in the transaction of
its change; every document is joined of fragments.

    pieces        texts that are compressed once and joined as they are
    syntaxes      the four syntaxes, and how a document is made of parts
    records       what the profile looks at in an entry
    serializing   a record becomes a fragment
    store         fragments are written, or left out with a cause
    keeping       as CKAN saves entries
    rebuilding    all that the store lacks, in two processes
    checking      store, database and search compared and mended
    failures      entries that are left out

    reading       the store at one moment
    head          what all entries share
    documents     catalogue, entry, changes
    addresses     of documents and of the pages around them
    questions     what a request asks
    answers       a response to each question
    searching     what anybody's search finds
    filtered      the answer when the search has to find the entries
    responses     ETag, gzip, what is not sent again
    problems      why there is no document
    routes        addresses and their answers
    gate          answers before CKAN begins a request
    views         the same routes in CKAN, for what the gate lets through

    files         the folder of whole feeds for a web server
    publishing    they are written
    planning      a job of the worker does so, some minutes after a change
    sending       they are sent without such a server too
    watching      they go before something that they say is closed

The triggers that number changes and withdraw entries are in migration 0003, those that mark a
transaction which does so in 0004.
"""
