"""Numbers of documents as people write them: 清市监处罚〔2026〕2号, [2026]2号, （2026）第2号."""

import re

_NUMBER = re.compile(r"([^\W\d_][\w、·]{0,30}?)[〔［\[（(【]((?:19|20)\d\d)[〕］\]）)】](?:第)?(\d{1,8})号")


def written(text: str) -> tuple[str, ...]:
    """Return how the number that a text consists of may stand on a document; nothing where it is none."""
    found = _NUMBER.fullmatch("".join(text.split()))
    if found is None:
        return ()
    series, year, number = found[1], found[2], int(found[3])
    return (f"{series}〔{year}〕{number}号", f"{series}〔{year}〕第{number}号")
