"""Values that files are made of, by name."""

from sitegen import plan, portable
from sitegen.resolve.reads import Reads
from sitegen.views.values import MAKERS, MadeBy, Values


def test_the_files_of_one_entry_are_made_of_one_value_and_each_has_read_what_it_was_made_of() -> None:
    reads, made = Reads(), list[str]()

    def view(_: object, language: str, identifier: str) -> str:
        made.append(identifier)
        reads.note(f"facts {identifier}")
        return f"{identifier} {language}"

    values = Values(None, {"entry": view}, reads)  # type: ignore[arg-type]
    for name in ("entry:fa:kem", "entry:fa:kem", "entry:fa:kep"):
        with reads.noted() as noted:
            assert values.get(name)
        assert noted == {f"facts {name[-3:]}"}
    assert made == ["kem", "kep"]


def test_every_maker_of_values_is_there() -> None:
    outputs = (*plan.OUTPUTS, *portable.OUTPUTS)
    makers = [*MAKERS.values(), *(maker for output in outputs for maker in output.makers.values())]
    assert all(callable(maker.function if isinstance(maker, MadeBy) else maker) for maker in makers)
