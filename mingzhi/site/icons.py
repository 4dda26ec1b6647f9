"""Line icons of 24 × 24, drawn for this product; they never stand without a word beside them."""

ICONS = {
    "home": "M4 11 12 4l8 7M6 10v10h12V10M10 20v-6h4v6",
    "search": "M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14M16 16l5 5",
    "list": "M8 6h13M8 12h13M8 18h13M3.5 6h.01M3.5 12h.01M3.5 18h.01",
    "case": "M3 7h18v13H3zM8 7V4h8v3M3 13h18",
    "document": "M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6",
    "documents": "M8 3h7l4 4v11H8zM5 7v14h10M15 3v4h4",
    "record": "M3 7h11v10H3zM14 11l7-4v10l-7-4",
    "clock": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 7v5l3 2",
    "check": "M5 12l5 5L20 7",
    "verified": "M12 3l8 3v6c0 5-3.5 8-8 9-4.5-1-8-4-8-9V6zM8.5 12l2.5 2.5 4.5-5",
    "refused": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M6 6l12 12",
    "warning": "M12 4 2.5 20h19zM12 10v4M12 17h.01",
    "next": "M5 12h14M13 6l6 6-6 6",
    "back": "M19 12H5M11 6l-6 6 6 6",
    "first": "M19 12H8M13 6l-5 6 5 6M5 5v14",
    "download": "M12 4v11M7 11l5 5 5-5M5 20h14",
    "upload": "M12 16V5M7 9l5-5 5 5M5 20h14",
    "print": "M7 9V3h10v6M7 17H4V9h16v8h-3M7 14h10v7H7z",
    "person": "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8M4 21c0-4 3.5-6 8-6s8 2 8 6",
    "people": (
        "M9 5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7M2.5 20c0-3.5 3-5 6.5-5s6.5 1.5 6.5 5"
        "M16 5.5a3.5 3.5 0 0 1 0 6.5M18 15.3c2.3.6 3.5 2 3.5 4.7"
    ),
    "agency": "M3 9l9-5 9 5zM5 9v10M10 9v10M14 9v10M19 9v10M3 20h18",
    "review": "M12 4v16M7 20h10M5 7h14M5 7l-3 7h6zM19 7l-3 7h6z",
    "publish": "M4 10v4h4l8 5V5L8 10zM19 9c1 1 1 5 0 6",
    "archive": "M3 4h18v5H3zM5 9v11h14V9M10 13h4",
    "number": "M9 4L7 20M17 4l-2 16M4 9h17M3 15h17",
    "register": "M5 4h12a2 2 0 0 1 2 2v15H7a2 2 0 0 1-2-2zM9 8h6M9 12h6",
    "law": "M4 5c3-1.5 5.5-1 8 1 2.5-2 5-2.5 8-1v14c-3-1.5-5.5-1-8 1-2.5-2-5-2.5-8-1zM12 6v14",
    "supervise": "M3 20h18M6 20v-7M11 20V6M16 20v-10",
    "trail": "M6 4v16M6 6h12l-3 3 3 3H6",
    "eye": "M2 12c3-5 6.5-7 10-7s7 2 10 7c-3 5-6.5 7-10 7s-7-2-10-7M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6",
    "lock": "M6 11h12v10H6zM8 11V8a4 4 0 0 1 8 0v3",
    "logout": "M14 4H5v16h9M10 12h11M17 8l4 4-4 4",
    "camera": "M4 8h3l2-3h6l2 3h3v11H4zM12 10a3.5 3.5 0 1 0 .01 0",
    "plus": "M12 5v14M5 12h14",
    "edit": "M4 20l1-4L16 5l3 3L8 19zM14 7l3 3",
    "pin": "M12 3a6 6 0 0 0-6 6c0 5 6 12 6 12s6-7 6-12a6 6 0 0 0-6-6M12 7a2 2 0 1 0 0 4 2 2 0 0 0 0-4",
    "machine": "M5 8h14v10H5zM12 8V4M9 12h.01M15 12h.01M9 15h6",
    "link": "M10 14l4-4M8 11l-3 3a3.5 3.5 0 0 0 5 5l3-3M16 13l3-3a3.5 3.5 0 0 0-5-5l-3 3",
    "copy": "M8 8h12v12H8zM4 16V4h12",
    "globe": (
        "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M3 12h18"
        "M12 3c3 3 3.5 6 3.5 9s-.5 6-3.5 9c-3-3-3.5-6-3.5-9S9 6 12 3"
    ),
    "moon": "M20 14A8.5 8.5 0 1 1 10 4a7 7 0 0 0 10 10",
    "sun": (
        "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8M12 2v3M12 19v3M2 12h3M19 12h3"
        "M5 5l2 2M17 17l2 2M19 5l-2 2M7 17l-2 2"
    ),
    "text": "M3 19l5-13 5 13M5 15h6M14 19l3.5-8 3.5 8M15.2 16.5h4.6",
    "empty": "M4 13l3-8h10l3 8v6H4zM4 13h5l1 2h4l1-2h5",
    "phone": "M7 3h10v18H7zM11 18h2",
    "code": "M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2v2h-2zM18 18h2v2h-2zM18 14h2M14 18v2",
    "money": "M12 12v8M7 4l5 8 5-8M7 12h10M7 16h10",
    "swap": "M4 8h15l-4-4M20 16H5l4 4",
}
