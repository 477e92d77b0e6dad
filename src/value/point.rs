//! Points: on a plane or in space, or on the Earth by WGS 84.

use std::cmp::Ordering;
use std::fmt::{Display, Formatter, Result as FmtResult};
use std::hash::{Hash, Hasher};

use super::ValueError;

/// Radius of the Earth in metres, as Neo4j takes it.
const EARTH_RADIUS: f64 = 6_378_140.0;

/// What coordinates mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Crs {
    /// Longitude and latitude in degrees.
    Wgs84,
    /// The same with a height in metres.
    Wgs84Space,
    /// On a plane.
    Cartesian,
    /// In space.
    CartesianSpace,
}

const ALL: [(Crs, &str, i64); 4] = [
    (Crs::Wgs84, "wgs-84", 4326),
    (Crs::Wgs84Space, "wgs-84-3d", 4979),
    (Crs::Cartesian, "cartesian", 7203),
    (Crs::CartesianSpace, "cartesian-3d", 9157),
];

impl Crs {
    /// By its name, in any case.
    pub fn named(name: &str) -> Option<Self> {
        ALL.iter().find(|(_, known, _)| name.eq_ignore_ascii_case(known)).map(|(crs, ..)| *crs)
    }

    /// By its number.
    pub fn numbered(srid: i64) -> Option<Self> {
        ALL.iter().find(|(_, _, known)| *known == srid).map(|(crs, ..)| *crs)
    }

    /// The system of the same kind with a third coordinate, or without.
    pub fn of(is_geographic: bool, has_third: bool) -> Self {
        match (is_geographic, has_third) {
            (true, false) => Self::Wgs84,
            (true, true) => Self::Wgs84Space,
            (false, false) => Self::Cartesian,
            (false, true) => Self::CartesianSpace,
        }
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        ALL[self as usize].1
    }

    /// Its number.
    pub fn srid(self) -> i64 {
        ALL[self as usize].2
    }

    /// Whether coordinates are degrees on the Earth.
    pub fn is_geographic(self) -> bool {
        matches!(self, Self::Wgs84 | Self::Wgs84Space)
    }

    /// Whether there are three coordinates.
    pub fn has_third(self) -> bool {
        matches!(self, Self::Wgs84Space | Self::CartesianSpace)
    }
}

/// A point.
#[derive(Clone, Copy, Debug)]
pub struct Point {
    crs: Crs,
    /// Two coordinates or three; the third is 0 where there are two.
    coordinates: [f64; 3],
}

impl Point {
    /// A point; a longitude beyond 180 degrees goes round.
    pub fn new(crs: Crs, mut coordinates: [f64; 3]) -> Result<Self, ValueError> {
        if coordinates.iter().any(|number| !number.is_finite()) {
            return Err(ValueError::invalid("the coordinates of a point are finite numbers"));
        }
        if crs.is_geographic() {
            let [longitude, latitude, _] = coordinates;
            if !(-90.0..=90.0).contains(&latitude) {
                return Err(ValueError::invalid(format!(
                    "a latitude lies between -90 and 90 degrees, found {latitude}"
                )));
            }
            if !(-180.0..=180.0).contains(&longitude) {
                coordinates[0] = (longitude + 180.0).rem_euclid(360.0) - 180.0;
            }
        }
        if !crs.has_third() {
            coordinates[2] = 0.0;
        }
        Ok(Self { crs, coordinates })
    }

    /// What the coordinates mean.
    pub fn crs(&self) -> Crs {
        self.crs
    }

    /// The coordinates, the third only where there are three.
    pub fn coordinates(&self) -> &[f64] {
        &self.coordinates[..if self.crs.has_third() { 3 } else { 2 }]
    }

    /// How far two points of one system are from each other: in metres on the Earth.
    pub fn distance(&self, other: &Self) -> Option<f64> {
        if self.crs != other.crs {
            return None;
        }
        let ([x, y, z], [u, v, w]) = (self.coordinates, other.coordinates);
        if !self.crs.is_geographic() {
            return Some(((x - u).powi(2) + (y - v).powi(2) + (z - w).powi(2)).sqrt());
        }
        let (latitude, other_latitude) = (y.to_radians(), v.to_radians());
        let half = |degrees: f64| (degrees.to_radians() / 2.0).sin().powi(2);
        let chord = half(v - y) + latitude.cos() * other_latitude.cos() * half(u - x);
        let arc = 2.0 * chord.sqrt().clamp(0.0, 1.0).asin();
        let along = (EARTH_RADIUS + f64::midpoint(z, w)) * arc;
        Some((along.powi(2) + (z - w).powi(2)).sqrt())
    }

    /// Whether the point lies in the box between two corners; on the Earth a box may go over 180 degrees.
    pub fn is_within(&self, low: &Self, high: &Self) -> Option<bool> {
        if self.crs != low.crs || self.crs != high.crs {
            return None;
        }
        let mut sides = self.coordinates.iter().zip(&low.coordinates).zip(&high.coordinates);
        let is_inside = |((at, low), high): ((&f64, &f64), &f64)| low <= at && at <= high;
        if self.crs.is_geographic()
            && low.coordinates[0] > high.coordinates[0]
            && let Some(((longitude, west), east)) = sides.next()
        {
            return Some((longitude >= west || longitude <= east) && sides.all(is_inside));
        }
        Some(sides.all(is_inside))
    }

    /// A total order: by system, then by the coordinates.
    pub fn order(&self, other: &Self) -> Ordering {
        let coordinates = self.coordinates.iter().zip(&other.coordinates);
        let by_coordinates = coordinates.map(|(a, b)| a.total_cmp(b)).find(|order| order.is_ne());
        self.crs.cmp(&other.crs).then(by_coordinates.unwrap_or(Ordering::Equal))
    }

    /// Reads what [`Display`] writes.
    pub fn parse(text: &str) -> Result<Self, ValueError> {
        let wrong = || ValueError::invalid(format!("`{text}` is no point"));
        let inner =
            text.strip_prefix("point({").and_then(|rest| rest.strip_suffix("})")).ok_or_else(wrong)?;
        let (mut coordinates, mut crs) = ([0.0; 3], None);
        for entry in inner.split(", ") {
            match entry.split_once(": ").ok_or_else(wrong)? {
                ("crs", name) => crs = Crs::named(name.trim_matches('\'')),
                (axis, number) => {
                    let at = ["x", "y", "z"].iter().position(|known| *known == axis).ok_or_else(wrong)?;
                    coordinates[at] = number.parse().map_err(|_| wrong())?;
                }
            }
        }
        Self::new(crs.ok_or_else(wrong)?, coordinates)
    }
}

impl PartialEq for Point {
    fn eq(&self, other: &Self) -> bool {
        self.crs == other.crs && self.coordinates == other.coordinates
    }
}

impl Hash for Point {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.crs.hash(state);
        // 0.0 and -0.0 are equal.
        self.coordinates.iter().for_each(|number| (number + 0.0).to_bits().hash(state));
    }
}

impl Display for Point {
    /// As a query writes it: `point({x: 1.0, y: 2.0, crs: 'cartesian'})`.
    fn fmt(&self, f: &mut Formatter<'_>) -> FmtResult {
        f.write_str("point({")?;
        for (axis, number) in ["x", "y", "z"].iter().zip(self.coordinates()) {
            write!(f, "{axis}: {number:?}, ")?;
        }
        write!(f, "crs: '{}'}})", self.crs.name())
    }
}

#[cfg(test)]
mod tests {
    use super::{Crs, Point};

    #[test]
    fn a_point_is_read_as_it_is_written() {
        for point in [
            Point::new(Crs::Cartesian, [1.5, -2e-9, 0.0]).expect("a point"),
            Point::new(Crs::Wgs84Space, [120.3, 31.5, 12.0]).expect("a point"),
        ] {
            assert_eq!(Point::parse(&point.to_string()), Ok(point));
        }
        assert!(Point::parse("point({x: 1.0})").is_err());
        assert!(Point::new(Crs::Wgs84, [0.0, 91.0, 0.0]).is_err());
        assert_eq!(Point::new(Crs::Wgs84, [190.0, 0.0, 0.0]).expect("a point").coordinates(), [-170.0, 0.0]);
    }

    #[test]
    fn points_of_two_systems_have_no_distance() {
        let plane = Point::new(Crs::Cartesian, [3.0, 4.0, 0.0]).expect("a point");
        let origin = Point::new(Crs::Cartesian, [0.0; 3]).expect("a point");
        assert_eq!(plane.distance(&origin), Some(5.0));
        assert_eq!(plane.distance(&Point::new(Crs::Wgs84, [0.0; 3]).expect("a point")), None);
    }
}
