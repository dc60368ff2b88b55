"""Pulls from the agencies' own systems: the optional plugin `ppid_sources`, on ckanext-harvest.

`settings` reads the file, `sync` makes the engine's sources match it; `fetch` and `readers` take
what a source has, `pulling` compares it, `tables` looks for personal data, `importing` brings it
in by the hand of `account`; `harvester` is the engine's way to these, `running` begins pulls and
works queues off; `store` and `local` know what came and what is here; `closing` keeps all of the
engine from everybody but the PPID Utama. Without the plugin the portal needs none of it.
"""
