"""The bodies of an invented province: cities, and the members whose figures a city adds up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, islice, product

from attrs import frozen

from gxaudit.entity import Level

_FIRST = "岚霁澹岫翎珞瑾筠漪峤皓苒琅"
_SECOND = "泽屿汀桥渡埠坪岭湾陵浦川溪"
PLACES = tuple("".join(pair) for pair in product(_FIRST, _SECOND))
"""Names of places. There is none of them."""
_OFFICES = (
    "财政局 教育局 水务局 林业局 农业农村局 民政局 司法局 审计局 统计局 "
    "商务局 档案局 体育局 交通运输局 自然资源局 生态环境局 住房和城乡建设局 "
    "卫生健康局 医疗保障局 应急管理局 市场监督管理局 文化和旅游局 "
    "人力资源和社会保障局 退役军人事务局 城市管理局 信访局 粮食和物资储备局 "
    "乡村振兴局 数据资源管理局 公安局 发展和改革委员会"
)
_COUNTIES = 5
"""One in so many of the other members is a county."""


@frozen
class Public:
    """One body; the figures of ``parent`` include its own."""

    name: str
    level: Level
    city: str
    """The folder of its reports."""
    parent: str | None = None


@frozen
class City:
    """The government of a city, and the bodies whose figures are its own."""

    government: Public
    members: Sequence[Public]


def cities_of(count: int, agencies: int) -> Iterator[City]:
    """``count`` cities that share ``agencies`` members. Raises ``ValueError`` for too many."""
    if not 1 <= count <= min(agencies, len(PLACES)):
        raise ValueError(f"from 1 to {len(PLACES)} cities, each with a member: {count}, {agencies}")
    for at in range(count):
        yield _city(PLACES[at * 31 % len(PLACES)], agencies // count + (at < agencies % count))


def _city(place: str, size: int) -> City:
    city = f"{place}市"
    government = Public(f"{city}人民政府", Level.CITY, city)
    members = tuple(
        Public(f"{city}{name}", level, city, government.name)
        for name, level in islice(_members(), size)
    )
    if len(members) < size:
        raise ValueError(f"a city has at most {len(members)} members: {size}")
    return City(government, members)


def _members() -> Iterator[tuple[str, Level]]:
    """The city's own office, which makes regulations, then departments, counties and towns."""
    yield "人民政府办公室", Level.CITY
    for office in _OFFICES.split():
        yield office, Level.DEPARTMENT
    kinds = ("镇人民政府", "乡人民政府", "街道办事处")
    below = chain.from_iterable([(place, kind) for place in PLACES] for kind in kinds)
    for at, (place, kind) in enumerate(below):
        if at % _COUNTIES == 0:
            yield f"{place}县人民政府", Level.COUNTY
        else:
            yield f"{place}{kind}", Level.TOWNSHIP
