# Sourced by deploy/up, deploy/down and deploy/test: finds a Python that can run them.
# shellcheck shell=sh
portal_run() {
    for python in python3 python3.11 python3.12 python3.13; do
        if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            PYTHONPATH=$deploy exec "$python" -m "portal.$@"
        fi
    done
    echo 'FAILED Python: 3.11 or later was not found; as root: apt-get install -y python3' >&2
    exit 1
}
