"""Bring a portal up on one machine: standard library only, for it runs before anything is installed.

Imports go one way: `errors`, `files`, `layout`, `progress` <- `commands`, `lock`, `stamps`, `ports` <-
`daemons` <- one module a service <- `provision` <- `up`, `down`, `test`.
"""
