#!/bin/sh
# A PKCS #12 file stores a name for its certificate (friendlyName), which devices show. Names of people and
# places have letters beyond the first 65,536 of Unicode: 𠮷田.
#
# Version: cryptography 50.0.2 (OpenSSL 4.0.3 in its wheel), Python 3.11.
# Guess:   a name that serialize_key_and_certificates takes comes back from load_pkcs12, or is refused.
# Seen:    it is written, as a pair of surrogates, the way keytool and NSS write and show it; read back it is
#          None, as if the file stored no name, without an error or a warning.
# Hurts:   whoever looks whether a file has a name is told that it has none, and tells users to type one.
# Output seen:
#   吉田: 吉田; 𠮷田: None; the bytes of 𠮷田 in UTF-16 are in the file: True
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check --only-binary :all: \
  'cryptography==50.0.2'
cat > "$folder/look.py" <<'PY'
from datetime import datetime

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.serialization import NoEncryption, pkcs12

RECORDED = "吉田: 吉田; 𠮷田: None; the bytes of 𠮷田 in UTF-16 are in the file: True"
key, subject = generate_private_key(SECP256R1()), x509.Name([])
dates = datetime(2020, 1, 1), datetime(2040, 1, 1)
built = x509.CertificateBuilder(subject, subject, key.public_key(), 1, *dates)
certificate = built.sign(key, hashes.SHA256())


def write(name):
    return pkcs12.serialize_key_and_certificates(name.encode(), key, certificate, None, NoEncryption())


def read(data):
    name = pkcs12.load_pkcs12(data, None).cert.friendly_name
    return name.decode() if name else name


there = "𠮷田".encode("utf-16-be") in write("𠮷田")
both = "; ".join(f"{name}: {read(write(name))}" for name in ("吉田", "𠮷田"))
observed = f"{both}; the bytes of 𠮷田 in UTF-16 are in the file: {there}"
print("observed:", observed)
print("recorded:", RECORDED)
raise SystemExit(observed != RECORDED)
PY
PYTHONUTF8=1 "$folder/venv/bin/python" "$folder/look.py"
