"""Pages of those who keep the law: powers, lists, formats, local values, dynamic adjustment."""
