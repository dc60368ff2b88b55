"""An entry as Croissant 1.0: its files and the columns of its tables, for machine learning.

ckanext-dcat has a profile for it. As of 2.4 its texts become objects, files stand among columns and
the addresses of columns are invented, so that the reference reader refuses the document.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from rdflib import URIRef

from ckanext.ppidbontang.domain.categories import ExemptionStatus
from ckanext.ppidbontang.domain.information import InformationItem
from ckanext.ppidbontang.rdf.bodies import Body
from ckanext.ppidbontang.rdf.distributions import Distribution, distributions_of
from ckanext.ppidbontang.rdf.site import Site
from ckanext.ppidbontang.rdf.text import clean, moment
from ckanext.ppidbontang.rdf.vocabulary import LANGUAGE

# The columns of a table by the id of its file: name, and type of the database.
Columns = Mapping[str, Iterable[tuple[str, str]]]
Json = dict[str, Any]

# The context of the specification, whole: readers compare it with their own.
_CONTEXT: Json = {
    "@language": LANGUAGE,
    "@vocab": "https://schema.org/",
    "sc": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "dct": "http://purl.org/dc/terms/",
    "conformsTo": "dct:conformsTo",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "examples": {"@id": "cr:examples", "@type": "@json"},
    **{
        name: f"cr:{name}"
        for name in (
            *("citeAs", "column", "equivalentProperty", "excludes", "extract", "field"),
            *("fileObject", "fileProperty", "fileSet", "format", "includes", "isLiveDataset"),
            *("jsonPath", "key", "md5", "parentField", "path", "recordSet", "references"),
            *("regex", "repeated", "replace", "samplingRate", "separator", "source"),
            *("subField", "transform"),
        )
    },
}
_DATES = (("datePublished", "metadata_created"), ("dateModified", "metadata_modified"))
_TYPES = {
    **dict.fromkeys(("int", "int4", "int8"), "sc:Integer"),
    **dict.fromkeys(("float4", "float8", "numeric"), "sc:Float"),
    "bool": "sc:Boolean",
    "timestamp": "sc:Date",
    "date": "sc:Date",
}
_DIGESTS = {32: "md5", 64: "sha256"}


def document(
    dataset: URIRef, package: Mapping[str, Any], item: InformationItem, site: Site, columns: Columns
) -> Json:
    """Return what Croissant asks of an entry; of a wholly exempt one neither file nor column."""
    title = clean(item.title) or item.name
    said: Json = {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "@id": str(dataset),
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": title,
        "description": clean(item.notes) or title,
        "url": str(site.dataset_page(item.name)),
        "inLanguage": LANGUAGE,
    }
    for name, field in _DATES:
        time = moment(package.get(field))
        if time:
            said[name] = time.isoformat()
    body = site.publisher_of(item)
    if body:
        said |= {"creator": _agent(body), "publisher": _agent(body)}
    if item.effective_status is not ExemptionStatus.SELURUHNYA:
        said |= _content(distributions_of(dataset, package, item), item, site, columns)
    return said


def _agent(body: Body) -> Json:
    return {
        "@type": "sc:Organization",
        "@id": str(body.address),
        "name": body.title,
        "url": str(body.homepage),
    }


def _content(
    files: Iterable[Distribution], item: InformationItem, site: Site, columns: Columns
) -> Json:
    files = tuple(files)
    content: Json = {
        "distribution": [_file(file) for file in files],
        # A file without a checksum, as every link is, may be another one tomorrow.
        "isLiveDataset": not all(len(file.checksum) in _DIGESTS for file in files),
        "recordSet": [_table(file, columns[file.id]) for file in files if file.id in columns],
    }
    licence, region = site.licences.get(item.license_id), site.regions.get(item.region_code)
    if licence:
        content["license"] = str(licence.address or licence.title)
    if item.tags:
        content["keywords"] = [clean(tag) for tag in item.tags]
    if region:
        content["spatialCoverage"] = {"@type": "sc:Place", "name": region.name}
    if item.period_start or item.period_end:
        content["temporalCoverage"] = f"{item.period_start or '..'}/{item.period_end or '..'}"
    return content


def _file(file: Distribution) -> Json:
    said: Json = {
        "@type": "cr:FileObject",
        "@id": file.id,
        "name": file.title or file.id,
        "contentUrl": str(file.address),
        "encodingFormat": _media_type(file),
    }
    if file.description:
        said["description"] = file.description
    if file.size is not None:
        said["contentSize"] = f"{file.size} B"
    if len(file.checksum) in _DIGESTS:
        said[_DIGESTS[len(file.checksum)]] = file.checksum
    return said


def _media_type(file: Distribution) -> str:
    if file.format and file.format.media_type:
        return file.format.media_type.partition("/media-types/")[2]
    return "application/octet-stream"


def _table(file: Distribution, columns: Iterable[tuple[str, str]]) -> Json:
    name = f"{file.id}/records"
    return {
        "@type": "cr:RecordSet",
        "@id": name,
        "name": file.title or file.id,
        "field": list(_fields(file, name, columns)),
    }


def _fields(file: Distribution, table: str, columns: Iterable[tuple[str, str]]) -> Iterator[Json]:
    # Names of columns may have spaces, which no address may.
    for place, (column, kind) in enumerate(columns, start=1):
        yield {
            "@type": "cr:Field",
            "@id": f"{table}/{place}",
            "name": column,
            "dataType": _TYPES.get(kind, "sc:Text"),
            "source": {"fileObject": {"@id": file.id}, "extract": {"column": column}},
        }
