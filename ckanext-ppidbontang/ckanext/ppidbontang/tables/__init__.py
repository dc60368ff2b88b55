"""The tables of files as people look at them: a page of rows, a chart, a map, a file of a choice.

question  what is asked of a table, from an address and back to one
reading   the answer, from the DataStore: few columns, few rows, little time
showing   all that a page shows of a table
files     the rows as a document
"""
