//! Things that are the same, in classes of which each has one value: the mean of what its members were measured to be.

/// One coordinate of all vertices, in classes that have it in common.
pub struct Classes {
    parent: Vec<usize>,
    /// Sum and count of a class, at its root.
    sums: Vec<(f64, u32)>,
    /// By how much a class was moved off its mean.
    moved: Vec<f64>,
    scatter: f64,
}

impl Classes {
    /// Each coordinate by itself; vertices are off by `scatter`.
    pub fn new(values: impl Iterator<Item = f64>, scatter: f64) -> Self {
        let sums: Vec<(f64, u32)> = values.map(|v| (v, 1)).collect();
        Self { parent: (0..sums.len()).collect(), moved: vec![0.0; sums.len()], sums, scatter }
    }

    /// How many vertices there are.
    pub fn len(&self) -> usize {
        self.parent.len()
    }

    fn root(&mut self, v: u32) -> usize {
        root(&mut self.parent, v as usize)
    }

    /// The coordinate that the class of `v` has.
    pub fn mean(&mut self, v: u32) -> f64 {
        let root = self.root(v);
        let (sum, count) = self.sums[root];
        sum / f64::from(count)
    }

    /// How far the means of two vertices' classes are apart, in deviations of that difference.
    pub fn gap(&mut self, a: u32, b: u32) -> f64 {
        let [a, b] = [a, b].map(|v| self.root(v));
        if a == b {
            return 0.0;
        }
        let [(s, n), (t, m)] = [self.sums[a], self.sums[b]];
        let [n, m] = [f64::from(n), f64::from(m)];
        (s / n - t / m).abs() / (self.scatter * (1.0 / n + 1.0 / m).sqrt())
    }

    /// Moves a class as one, but never farther than `most` from its mean.
    pub fn shift(&mut self, v: u32, by: f64, most: f64) {
        let root = self.root(v);
        let count = f64::from(self.sums[root].1);
        let moved = (self.moved[root] + by).clamp(-most, most);
        self.sums[root].0 += (moved - self.moved[root]) * count;
        self.moved[root] = moved;
    }

    /// Makes the classes of two vertices one.
    pub fn unite(&mut self, a: u32, b: u32) {
        let [a, b] = [a, b].map(|v| self.root(v));
        if a != b {
            let (small, large) = if self.sums[a].1 < self.sums[b].1 { (a, b) } else { (b, a) };
            self.parent[small] = large;
            let (sum, count) = self.sums[small];
            self.sums[large] = (self.sums[large].0 + sum, self.sums[large].1 + count);
        }
    }

    /// Classes of `flat` vertices whose means are within `reach` deviations become one: the nearest first.
    pub fn unite_levels(&mut self, flat: &[bool], reach: f64) {
        let flat = (0..flat.len()).filter(|&v| flat[v]);
        let mut roots: Vec<u32> = flat.map(|v| root(&mut self.parent, v) as u32).collect();
        roots.sort_by(|&a, &b| self.mean(a).total_cmp(&self.mean(b)).then(a.cmp(&b)));
        roots.dedup();
        loop {
            let gaps = roots.windows(2).map(|pair| self.gap(pair[0], pair[1]));
            let Some((k, gap)) = gaps.enumerate().min_by(|a, b| a.1.total_cmp(&b.1)) else { return };
            if gap > reach {
                return;
            }
            self.unite(roots[k], roots[k + 1]);
            let root = self.root(roots[k]);
            roots.splice(k..=k + 1, [root as u32]);
        }
    }

    /// How far a vertex was off what its class has in common, had that not followed it; nothing for one alone.
    pub fn strayed(&mut self, v: u32, value: f64) -> Option<f64> {
        let root = self.root(v);
        let (sum, count) = self.sums[root];
        let count = f64::from(count);
        (count > 1.0).then(|| (value - sum / count).abs() * (count / (count - 1.0)).sqrt())
    }
}

/// The member that stands for the class that `i` is in.
pub fn root(parent: &mut [usize], mut i: usize) -> usize {
    while parent[i] != i {
        parent[i] = parent[parent[i]];
        i = parent[i];
    }
    i
}
