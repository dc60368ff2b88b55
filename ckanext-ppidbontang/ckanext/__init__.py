# CKAN and its extensions share the `ckanext` namespace; both ways of declaring it are needed so
# that this package imports beside a CKAN installed as a wheel and beside an editable checkout.
try:
    import pkg_resources  # pyright: ignore[reportMissingImports] # only older setuptools has it

    pkg_resources.declare_namespace(__name__)
except ImportError:
    import pkgutil

    __path__ = pkgutil.extend_path(__path__, __name__)
