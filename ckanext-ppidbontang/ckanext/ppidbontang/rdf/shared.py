"""What entries share: bodies, terms, laws, regions, licences and the codes of other lists.

An entry points to them and says nothing of them, so a body that is renamed is renamed in one place.
The description of a node is everything with the node as subject, the same wherever it stands.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import chain

from rdflib import Graph
from rdflib.term import Node

from ckanext.ppidbontang.domain.regions import Region
from ckanext.ppidbontang.rdf import bodies, codes, formats, licences, vocabulary
from ckanext.ppidbontang.rdf.nodes import Triple
from ckanext.ppidbontang.rdf.terms import TERMS


class Shared:
    """Describes the shared nodes of the portal: all of them, or those that an entry leads to."""

    def __init__(
        self,
        terms: vocabulary.Vocabulary,
        directory: bodies.Directory,
        regions: Iterable[Region],
        register: Iterable[licences.Licence],
    ) -> None:
        self._terms = terms
        self._directory = directory
        self._regions = regions
        self._register = register

    @cached_property
    def nodes(self) -> Mapping[Node, frozenset[Triple]]:
        """Return the description of every shared node by its address."""
        found: defaultdict[Node, set[Triple]] = defaultdict(set)
        for triple in self._triples():
            found[triple[0]].add(triple)
        return {node: frozenset(triples) for node, triples in found.items()}

    def describe_all(self, graph: Graph) -> None:
        """Add every shared node."""
        for triple in chain.from_iterable(self.nodes.values()):
            graph.add(triple)

    def describe_of(self, graph: Graph, entry: Iterable[Triple]) -> None:
        """Add the shared nodes that the triples of an entry lead to, at once or by another one."""
        seen: set[Node] = set()
        ahead = {triple[2] for triple in entry}
        while ahead:
            seen |= ahead
            reached = [triple for node in ahead for triple in self.nodes.get(node, ())]
            for triple in reached:
                graph.add(triple)
            ahead = {triple[2] for triple in reached} - seen

    def _triples(self) -> Iterator[Triple]:
        yield from codes.describe_codes()
        yield from formats.describe_formats()
        yield from vocabulary.describe_laws()
        yield from self._terms.describe_schemes()
        yield from self._terms.describe_properties()
        for term in TERMS:
            yield from self._terms.describe(term)
        for region in self._regions:
            yield from self._terms.describe_location(region)
        for licence in self._register:
            yield from licences.describe(licence)
        for body in self._directory:
            yield from bodies.describe(body)
            yield from bodies.describe_contact(body)
