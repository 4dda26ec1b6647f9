"""Ed25519 verification against the vectors of RFC 8032 §7.1 and a second implementation."""

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from hypothesis import given, settings
from hypothesis import strategies as st

from mingzhi.ledger.rules import ed25519

# RFC 8032 §7.1: public key, message, signature.
VECTORS = {
    "TEST 1": (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
        "d25bf5f0595bbe24655141438e7a100b",
    ),
    "TEST 2": (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c"
        "387b2eaeb4302aeeb00d291612bb0c00",
    ),
    "TEST 3": (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc659"
        "4a7c15e9716ed28dc027beceea1ec40a",
    ),
    "TEST SHA(abc)": (
        "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
        "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd"
        "454d4423643ce80e2a9ac94fa54ca49f",
        "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e030"
        "3dca179c138ac17ad9bef1177331a704",
    ),
}
ORDER = 2**252 + 27742317777372353535851937790883648493


@pytest.mark.parametrize("name", VECTORS)
def test_published_vectors(name):
    key, message, signature = (bytes.fromhex(part) for part in VECTORS[name])
    assert ed25519.verify(key, message, signature)
    assert not ed25519.verify(key, message + b"!", signature)


@pytest.mark.parametrize("bit", range(0, 512, 7))
def test_any_changed_bit_fails(bit):
    key, message, signature = (bytes.fromhex(part) for part in VECTORS["TEST 3"])
    altered = bytearray(signature)
    altered[bit // 8] ^= 1 << bit % 8
    assert not ed25519.verify(key, message, bytes(altered))
    altered_key = bytearray(key)
    altered_key[bit // 16] ^= 1 << bit % 8
    assert not ed25519.verify(bytes(altered_key), message, signature)


def test_a_signature_has_no_second_spelling():
    """S + L would satisfy the equation, and must be refused (RFC 8032 §8.4)."""
    key, message, signature = (bytes.fromhex(part) for part in VECTORS["TEST 2"])
    scalar = int.from_bytes(signature[32:], "little") + ORDER
    assert not ed25519.verify(key, message, signature[:32] + scalar.to_bytes(32, "little"))


@pytest.mark.parametrize(
    ("key", "signature"), [(b"", b"x" * 64), (b"k" * 32, b"x" * 63), (b"\xff" * 32, b"\0" * 64)]
)
def test_wrong_lengths_and_points_off_the_curve_are_refused(key, signature):
    assert not ed25519.verify(key, b"", signature)


@settings(max_examples=25)
@given(seed=st.binary(min_size=32, max_size=32), message=st.binary(max_size=200), flip=st.integers(0, 511))
def test_agrees_with_a_second_implementation(seed, message, flip):
    private = Ed25519PrivateKey.from_private_bytes(seed)
    public = private.public_key().public_bytes_raw()
    signature = private.sign(message)
    assert ed25519.verify(public, message, signature)
    altered = bytearray(signature)
    altered[flip // 8] ^= 1 << flip % 8
    with pytest.raises(InvalidSignature):
        Ed25519PublicKey.from_public_bytes(public).verify(bytes(altered), message)
    assert not ed25519.verify(public, message, bytes(altered))
