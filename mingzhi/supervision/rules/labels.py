"""Labels of the notice that programs look for: part of the public format."""

HASH = "快照哈希"
YEAR = "年度"
