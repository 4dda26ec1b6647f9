"""Foreign keys obey the floors too: string references escape the import contract."""

from django.apps import apps

from tests.architecture.source import layers


def foreign_keys_upward() -> list[str]:
    """Return the foreign keys that point to a higher floor, or to a neighbour on the same floor."""
    floor = layers()
    wrong = []
    for model in apps.get_models():
        room = model._meta.app_config.name.removeprefix("mingzhi.")
        if room not in floor:
            continue
        for field in model._meta.get_fields():
            target = field.related_model if field.concrete and field.is_relation else None
            if target is None or isinstance(target, str):
                continue
            other = target._meta.app_config.name.removeprefix("mingzhi.")
            if other in floor and other != room and floor[other] >= floor[room]:
                wrong.append(f"{model._meta.label}.{field.name} → {target._meta.label}")
    return wrong


def test_foreign_keys_point_downward():
    assert foreign_keys_upward() == []


def test_every_room_has_a_floor():
    rooms = {
        config.name.removeprefix("mingzhi.")
        for config in apps.get_app_configs()
        if config.name.startswith("mingzhi.")
    }
    assert rooms <= set(layers())
