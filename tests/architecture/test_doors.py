"""No address without somebody having said who may know what stands behind it."""

from mingzhi.site.tests.every_door import EVERY, routes
from mingzhi.workbench.tests.doors import routes as of_the_workbench
from mingzhi.workbench.tests.test_doors import DOORS


def test_every_route_of_every_face_is_listed():
    assert set(routes()) == set(EVERY)


def test_every_route_of_the_workbench_says_which_right_opens_it():
    assert set(of_the_workbench()) == set(DOORS)
