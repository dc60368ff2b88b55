"""Bring a portal up on one machine; standard library only, for it runs before all else is there.

Imports go one way: `errors`, `files`, `layout`, `progress`, `stamps`, `lock` <- `commands`,
`ports`, `machine` <- `daemons`, `venv` <- one module a service <- `provision` <- `up`, `down`,
`test`.
"""
