"""The profiles that come with the project: Viborg, and two cities that are plainly invented."""
