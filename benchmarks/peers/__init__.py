"""What the benchmark compares: this project, and generators that people use today, each with its own site of one corpus."""

from benchmarks.peers.hugo import HUGO
from benchmarks.peers.mkdocs import MKDOCS
from benchmarks.peers.ours import FASTER, OURS
from benchmarks.peers.peer import Peer
from benchmarks.peers.pelican import PELICAN

PEERS: tuple[Peer, ...] = (OURS, FASTER, HUGO, PELICAN, MKDOCS)
YARDSTICK = HUGO  #: what ratios are to

__all__ = ["PEERS", "YARDSTICK", "Peer"]
