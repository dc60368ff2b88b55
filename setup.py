"""Packaging of ckanext-ppidbontang; every tool is configured in pyproject.toml."""

from pathlib import Path

from setuptools import find_packages, setup

SOURCE = "ckanext-ppidbontang"

setup(
    name="ckanext-ppidbontang",
    version="0.1.0",
    description="PPID metadata for CKAN: information category, exemption status, responsible OPD",
    long_description=Path(__file__).with_name("README.md").read_text(encoding="utf-8"),
    long_description_content_type="text/markdown",
    license="AGPL-3.0-or-later",
    classifiers=[
        "Framework :: CKAN",
        "Natural Language :: Indonesian",
        "Programming Language :: Python :: 3.11",
    ],
    python_requires=">=3.11",
    package_dir={"": SOURCE},
    packages=find_packages(SOURCE),
    namespace_packages=["ckanext"],
    package_data={
        "ckanext.ppidbontang": [
            "config_declaration.yaml",
            "documents/*.typ",
            "schemas/*.yaml",
            "migration/**/*",
            "templates/**/*",
            "sources/templates/**/*",
            "assets/**/*",
            "i18n/**/*",
        ]
    },
    install_requires=[
        "ckan==2.12.*",
        "ckanext-scheming==3.1.*",
        "ckanext-dcat>=2.4.4,<3",
        "rdflib<8",
        "pyoxigraph>=0.5.13,<0.6",
        "requests",
        "pyyaml",
        "XlsxWriter>=3.2",
        "python-calamine>=0.9.1,<0.10",
        "typst>=0.15,<0.16",
        "pypdf",
    ],
    extras_require={"harvest": ["ckanext-harvest>=1.6.3,<2"]},
    entry_points={
        "ckan.plugins": [
            "ppidbontang = ckanext.ppidbontang.plugin:PpidbontangPlugin",
            "ppid_datasets = ckanext.ppidbontang.datasets:PpidDatasetsPlugin",
            "ppid_sources = ckanext.ppidbontang.sources.plugin:PpidSourcesPlugin",
        ],
        "ckan.rdf.profiles": [
            "ppid_dcat_ap = ckanext.ppidbontang.rdf.profile:PpidDcatApProfile",
            "ppid_schema_org = ckanext.ppidbontang.rdf.structured_data:PpidSchemaOrgProfile",
        ],
        "babel.extractors": ["scheming = ckanext.ppidbontang.schemas.extract:extract_labels"],
    },
)
