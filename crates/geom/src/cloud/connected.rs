//! Points that hang together.

/// Which points hang together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Groups {
    /// For each point the number of its group.
    pub of: Vec<u32>,
    /// How many points each group has, the largest first; of equals the one with the first point.
    pub sizes: Vec<usize>,
}

/// The groups of points that neighbours join where `linked` says so; `neighbours` may name each pair once or twice.
pub fn connected(neighbours: &[Vec<u32>], linked: impl Fn(usize, usize) -> bool) -> Groups {
    let n = neighbours.len();
    let mut root: Vec<u32> = (0..n as u32).collect();
    fn find(root: &mut [u32], mut i: u32) -> u32 {
        while root[i as usize] != i {
            root[i as usize] = root[root[i as usize] as usize];
            i = root[i as usize];
        }
        i
    }
    for (i, near) in neighbours.iter().enumerate() {
        for &j in near {
            if linked(i, j as usize) {
                let (a, b) = (find(&mut root, i as u32), find(&mut root, j));
                root[a.max(b) as usize] = a.min(b);
            }
        }
    }
    let roots: Vec<u32> = (0..n as u32).map(|i| find(&mut root, i)).collect();
    let mut counts = vec![0usize; n];
    roots.iter().for_each(|&r| counts[r as usize] += 1);
    let mut order: Vec<u32> = (0..n as u32).filter(|&i| counts[i as usize] > 0).collect();
    order.sort_by_key(|&r| (std::cmp::Reverse(counts[r as usize]), r));
    let mut rank = vec![0u32; n];
    for (k, &r) in order.iter().enumerate() {
        rank[r as usize] = k as u32;
    }
    Groups {
        of: roots.iter().map(|&r| rank[r as usize]).collect(),
        sizes: order.iter().map(|&r| counts[r as usize]).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_are_numbered_by_size() {
        let neighbours = vec![vec![1], vec![], vec![3, 4], vec![], vec![], vec![0]];
        let groups = connected(&neighbours, |i, _| i != 5);
        assert_eq!(groups, Groups { of: vec![1, 1, 0, 0, 0, 2], sizes: vec![3, 2, 1] });
    }
}
