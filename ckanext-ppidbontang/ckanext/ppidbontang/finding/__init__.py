"""How people's words become questions to the search engine, and what they are told.

- `words` what somebody typed, made harmless and bounded; `asked` the same of a whole address
- `engine` the search engine itself, asked as the public; whether its index knows Indonesian
- `weights` where a word counts how much
- `columns` the names of the columns of an entry's tables
- `rescue` what to offer where nothing was found
- `suggestions` what somebody may be about to type
"""
