from mingzhi.supervision.models.rating import Rating as Rating
