"""Prove that nothing exempt or unpublished leaks: plant canaries, ask every channel, look for them.

The parts, in the order in which they work: `readers` says who asks, `canaries` what must not be
heard, `things` what can be asked for; `garden`, `states` and `spreadsheets` plant it all on the
portal; `channels` finds out at run time what there is to ask, `parameters` fills it in and
`crafted` adds what a curious reader would try; `portal` asks, `verdict` judges, `matrix` runs it
and `report` tells.
"""
