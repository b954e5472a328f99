"""QR codes: what follows from other codes is the same as what the library makes."""

import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st

from sitegen.views import code
from sitegen.views.code import MASK, Encoder

ADDRESSES = st.text("abcdefghijklmnopqrstuvwxyz0123456789-", min_size=1, max_size=50).map(
    "https://example.org/s/{}/".format
)


def by_the_library(address: str) -> tuple[int, bytes]:
    made = segno.make_qr(address, error="m", boost_error=False, mask=MASK)
    return len(made.matrix), b"".join(made.matrix)


@given(st.lists(ADDRESSES, min_size=1, max_size=6))
def test_codes_are_those_of_the_library(addresses: list[str]) -> None:
    encoder = Encoder()
    assert [encoder.encoded(one.encode()) for one in addresses] == list(map(by_the_library, addresses))


def test_of_a_thousand_addresses_few_are_encoded(monkeypatch: pytest.MonkeyPatch) -> None:
    encoded, encoder = list[bytes](), Encoder()
    by_segno = code._by_segno
    monkeypatch.setattr(code, "_by_segno", lambda address: encoded.append(address) or by_segno(address))
    addresses = [f"https://example.org/s/s{number:05}/" for number in range(1000)]
    codes = [encoder.encoded(one.encode()) for one in addresses]
    assert len(encoded) == 13  # one, and one for each bit that changes: four in each of three digits
    assert codes[-1] == by_the_library(addresses[-1])
