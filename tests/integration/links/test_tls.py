"""Certificates are judged as browsers judge them: by who vouches for them, and for which name."""

from __future__ import annotations

import ssl
import subprocess

import pytest
from requests import adapters

from .servers import OK


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """Make a certificate for `localhost` that vouches for itself."""
    folder = tmp_path_factory.mktemp("tls")
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"),
            *("-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"),
            *("-keyout", folder / "key.pem", "-out", folder / "certificate.pem"),
        ],
        check=True,
        capture_output=True,
    )
    return folder


@pytest.fixture
def secure_site(site, certificate):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate / "certificate.pem", certificate / "key.pem")
    return site({"/berkas": OK}, tls=context)


def test_a_certificate_that_nobody_vouches_for_is_broken(secure_site, look):
    assert look(secure_site.url("/berkas", host="localhost")).outcome == "insecure"
    assert secure_site.asked == []


def test_it_must_be_of_the_name_in_the_address(secure_site, look, certificate, monkeypatch):
    """We connect to a number; the certificate is of the name."""
    vouched = str(certificate / "certificate.pem")
    monkeypatch.setattr(adapters, "DEFAULT_CA_BUNDLE_PATH", vouched)
    assert look(secure_site.url("/berkas", host="localhost")).outcome == "works"
    assert look(secure_site.url("/berkas", host="127.0.0.1")).outcome == "insecure"


def test_no_variable_of_the_environment_vouches(secure_site, look, certificate, monkeypatch):
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificate / "certificate.pem"))
    assert look(secure_site.url("/berkas", host="localhost")).outcome == "insecure"


def test_a_server_without_tls_is_not_spoken_to_in_clear(site, look):
    here = site({"/berkas": OK})
    assert look(here.url("/berkas").replace("http:", "https:")).outcome == "insecure"
    assert here.asked == []
