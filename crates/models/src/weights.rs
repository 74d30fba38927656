//! A net's numbers by name: taken out, put in, first values, files.
//!
//! Files are safetensors. Their header's metadata holds the net's name, the version of its form and its configuration, and a file is refused where
//! any of them, a name or a shape differs.

use crate::ModelError;
use burn::module::{Module, ModuleMapper, ModuleVisitor, Param};
use burn::tensor::{Tensor, TensorData};
use half::f16;
use rand::Rng;
use safetensors::SafeTensors;
use safetensors::tensor::{Dtype, TensorView};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::collections::{BTreeMap, HashMap};
use std::path::Path;

/// The version of the files' form that is written; others are refused.
pub const VERSION: &str = "1";

/// One array of a net.
#[derive(Clone, Debug, PartialEq)]
pub struct Array {
    /// Where it stands in the net, from outside in: `decoder.0.mix.weight`.
    pub name: String,
    /// Its shape.
    pub shape: Vec<usize>,
}

impl Array {
    /// How many numbers it has.
    pub fn len(&self) -> usize {
        self.shape.iter().product()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// The arrays of a net, in the order in which [`numbers`] has their numbers.
pub fn arrays<M: Module>(net: &M) -> Vec<Array> {
    let mut visitor = Names { path: Vec::new(), found: Vec::new() };
    net.visit(&mut visitor);
    visitor.found
}

struct Names {
    path: Vec<String>,
    found: Vec<Array>,
}

impl ModuleVisitor for Names {
    fn enter_module(&mut self, name: &str, _: &str) {
        self.path.push(name.into());
    }

    fn exit_module(&mut self, _: &str, _: &str) {
        self.path.pop();
    }

    fn visit_float<const D: usize>(&mut self, param: &Param<Tensor<D>>) {
        self.found.push(Array { name: self.path.join("."), shape: param.val().dims().to_vec() });
    }
}

/// All numbers of a net, array after array.
pub fn numbers<M: Module>(net: &M) -> Vec<f32> {
    struct Take(Vec<f32>);
    impl ModuleVisitor for Take {
        fn visit_float<const D: usize>(&mut self, param: &Param<Tensor<D>>) {
            extend(&mut self.0, param.val());
        }
    }
    let mut take = Take(Vec::new());
    net.visit(&mut take);
    take.0
}

/// The gradients of all numbers of a net, array after array; 0 where the loss does not hang on an array.
pub fn gradients<M: Module>(net: &M, mut found: burn::tensor::Gradients) -> Vec<f32> {
    struct Take<'a>(Vec<f32>, &'a mut burn::tensor::Gradients);
    impl ModuleVisitor for Take<'_> {
        fn visit_float<const D: usize>(&mut self, param: &Param<Tensor<D>>) {
            match param.val().grad_remove(self.1) {
                Some(gradient) => extend(&mut self.0, gradient),
                None => self.0.resize(self.0.len() + param.val().shape().num_elements(), 0.0),
            }
        }
    }
    let mut take = Take(Vec::new(), &mut found);
    net.visit(&mut take);
    take.0
}

fn extend<const D: usize>(all: &mut Vec<f32>, tensor: Tensor<D>) {
    let data = tensor.into_data();
    match data.as_slice::<f32>() {
        Ok(numbers) => all.extend_from_slice(numbers),
        Err(_) => all.extend(data.iter::<f32>()),
    }
}

/// The net with other numbers, in the order of [`numbers`]; each array learns on where `learns` says so.
///
/// # Panics
/// Where there are fewer numbers than the net has.
pub fn with<M: Module>(net: M, numbers: &[f32], learns: impl Fn(&str) -> bool) -> M {
    struct Put<'a, F> {
        path: Vec<String>,
        left: &'a [f32],
        learns: F,
    }
    impl<F: Fn(&str) -> bool> ModuleMapper for Put<'_, F> {
        fn enter_module(&mut self, name: &str, _: &str) {
            self.path.push(name.into());
        }

        fn exit_module(&mut self, _: &str, _: &str) {
            self.path.pop();
        }

        fn map_float<const D: usize>(&mut self, param: Param<Tensor<D>>) -> Param<Tensor<D>> {
            let learns = (self.learns)(&self.path.join("."));
            let (id, old, mapper) = param.consume();
            let (own, left) = self.left.split_at(old.shape().num_elements());
            self.left = left;
            let data = TensorData::new(own.to_vec(), old.dims());
            let new = Tensor::from_data(data, &old.device()).set_require_grad(learns && old.is_autodiff());
            Param::from_mapped_value(id, new, mapper)
        }
    }
    net.map(&mut Put { path: Vec::new(), left: numbers, learns })
}

/// First values: matrices evenly spread with a variance of one over their inputs, which keeps rows at their size; the
/// layers that add to a row by less, the deeper the net; vectors 0. `special` gives others by name.
pub fn begin<M: Module>(net: M, rng: &mut impl Rng, special: impl Fn(&str, &[usize]) -> Option<First>) -> M {
    let mut all = Vec::new();
    for array in arrays(&net) {
        let first = special(&array.name, &array.shape).unwrap_or(match array.shape[..] {
            [inputs, _] => First::Spread((inputs as f32).powf(-0.5)),
            _ => First::Same(0.0),
        });
        match first {
            First::Same(v) => all.resize(all.len() + array.len(), v),
            First::These(v) => all.extend(v),
            First::Spread(deviation) => {
                let most = deviation * 3_f32.sqrt();
                all.extend((0..array.len()).map(|_| rng.random_range(-most..most)));
            }
        }
    }
    with(net, &all, |_| true)
}

/// First values of an array.
#[derive(Clone, Debug)]
pub enum First {
    /// All the same.
    Same(f32),
    /// Evenly spread about 0, with this standard deviation.
    Spread(f32),
    /// These.
    These(Vec<f32>),
}

/// What a file says of the net it holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    /// The net's name.
    pub net: String,
    /// Its configuration, as JSON.
    pub configuration: String,
    /// What else the maker wanted to say: data, command, seed, step.
    pub notes: BTreeMap<String, String>,
}

impl Label {
    /// Of the net of that name and shape, with nothing else said.
    pub(crate) fn of(net: &str, shape: &impl Serialize) -> Self {
        let configuration = serde_json::to_string(shape).unwrap_or_default();
        Self { net: net.into(), configuration, notes: BTreeMap::new() }
    }
}

/// How numbers are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Precision {
    /// As they are.
    Single,
    /// In half the bytes, to three digits.
    Half,
}

/// The bytes of a file of weights; the same numbers make the same bytes.
pub fn to_bytes(arrays: &[Array], numbers: &[f32], label: &Label, precision: Precision) -> Vec<u8> {
    let mut at = 0;
    let mut held: Vec<(String, Vec<usize>, Vec<u8>)> = Vec::with_capacity(arrays.len());
    for array in arrays {
        let own = &numbers[at..at + array.len()];
        at += array.len();
        let bytes = match precision {
            Precision::Single => own.iter().flat_map(|v| v.to_le_bytes()).collect(),
            Precision::Half => own.iter().flat_map(|&v| f16::from_f32(v).to_le_bytes()).collect(),
        };
        held.push((array.name.clone(), array.shape.clone(), bytes));
    }
    let dtype = if precision == Precision::Half { Dtype::F16 } else { Dtype::F32 };
    let views = held.iter().filter_map(|(name, shape, bytes)| {
        TensorView::new(dtype, shape.clone(), bytes).ok().map(|view| (name.clone(), view))
    });
    // One key: a map's order would differ from run to run.
    let about = serde_json::json!({
        "net": label.net, "version": VERSION, "configuration": label.configuration, "notes": label.notes,
    });
    let metadata = HashMap::from([("resolid".to_string(), about.to_string())]);
    safetensors::serialize(views, Some(metadata)).unwrap_or_default()
}

/// A file of weights, read.
#[derive(Clone, Debug)]
pub struct Weights {
    /// What it says of itself.
    pub label: Label,
    path: String,
    arrays: BTreeMap<String, (Vec<usize>, Vec<f32>)>,
}

impl Weights {
    /// The weights in a file.
    ///
    /// # Errors
    /// [`ModelError`]: not there, cut short, not weights of ours, or of another version.
    pub fn read(path: &Path) -> Result<Self, ModelError> {
        let shown = path.display().to_string();
        let bytes = std::fs::read(path).map_err(|source| ModelError::Io { path: shown.clone(), source })?;
        Self::from_bytes(&bytes, &shown)
    }

    /// The weights in bytes; `path` is what messages call them.
    ///
    /// # Errors
    /// As [`Weights::read`].
    pub fn from_bytes(bytes: &[u8], path: &str) -> Result<Self, ModelError> {
        let damaged = |reason: String| ModelError::Damaged { path: path.into(), reason };
        let foreign = |reason: String| ModelError::Foreign { path: path.into(), reason };
        let (_, head) = SafeTensors::read_metadata(bytes).map_err(|e| damaged(e.to_string()))?;
        let file = SafeTensors::deserialize(bytes).map_err(|e| damaged(e.to_string()))?;
        let about = head.metadata().as_ref().and_then(|m| m.get("resolid"));
        let about = about.ok_or_else(|| foreign("these are not weights that Resolid wrote".into()))?;
        let about: serde_json::Value = serde_json::from_str(about).map_err(|e| damaged(e.to_string()))?;
        let text = |key: &str| about[key].as_str().unwrap_or_default().to_string();
        if text("version") != VERSION {
            return Err(foreign(format!("weights of version {}, and this Resolid reads {VERSION}", text("version"))));
        }
        let notes = serde_json::from_value(about["notes"].clone()).unwrap_or_default();
        let label = Label { net: text("net"), configuration: text("configuration"), notes };
        let mut arrays = BTreeMap::new();
        for (name, view) in file.iter() {
            let numbers: Vec<f32> = match view.dtype() {
                Dtype::F32 => view.data().as_chunks::<4>().0.iter().map(|&b| f32::from_le_bytes(b)).collect(),
                Dtype::F16 => view.data().as_chunks::<2>().0.iter().map(|&b| f16::from_le_bytes(b).to_f32()).collect(),
                other => return Err(foreign(format!("`{name}` holds {other:?}; F32 or F16 was expected"))),
            };
            if numbers.iter().any(|v| !v.is_finite()) {
                return Err(damaged(format!("`{name}` holds a number that is not finite")));
            }
            arrays.insert(name.to_string(), (view.shape().to_vec(), numbers));
        }
        Ok(Self { label, path: path.into(), arrays })
    }

    /// That these are weights of the net of that name.
    ///
    /// # Errors
    /// [`ModelError::Foreign`].
    pub fn expect(&self, net: &str) -> Result<(), ModelError> {
        if self.label.net == net {
            return Ok(());
        }
        Err(self.foreign(format!("these are weights of `{}`, not of `{net}`", self.label.net)))
    }

    /// The net of that name, of the shape that the file tells, with the file's numbers; it learns no more.
    ///
    /// # Errors
    /// [`ModelError`]: weights of another net, or a shape that is none.
    pub(crate) fn net<S: DeserializeOwned, M: Module>(
        &self,
        name: &str,
        empty: impl FnOnce(&S) -> Result<M, ModelError>,
    ) -> Result<M, ModelError> {
        self.expect(name)?;
        let shape = serde_json::from_str(&self.label.configuration)
            .map_err(|e| ModelError::Shape(format!("the weights' configuration is none: {e}")))?;
        self.put_into(empty(&shape)?, false)
    }

    /// The net with the file's numbers; whether it learns on.
    ///
    /// # Errors
    /// As [`Weights::numbers`].
    pub fn put_into<M: Module>(&self, net: M, learns: bool) -> Result<M, ModelError> {
        let numbers = self.numbers(&arrays(&net))?;
        Ok(with(net, &numbers, |_| learns))
    }

    /// The numbers in the order of the arrays.
    ///
    /// # Errors
    /// [`ModelError::Foreign`]: an array is missing, one too many, or of another shape.
    pub fn numbers(&self, arrays: &[Array]) -> Result<Vec<f32>, ModelError> {
        let mut all = Vec::new();
        for array in arrays {
            let (shape, numbers) =
                self.arrays.get(&array.name).ok_or_else(|| self.foreign(format!("`{}` is missing", array.name)))?;
            if *shape != array.shape {
                let reason = format!("`{}` has the shape {shape:?}; the net's is {:?}", array.name, array.shape);
                return Err(self.foreign(reason));
            }
            all.extend_from_slice(numbers);
        }
        let extra = self.arrays.keys().find(|k| !arrays.iter().any(|a| a.name == **k));
        extra.map_or(Ok(all), |name| Err(self.foreign(format!("the net has no `{name}`"))))
    }

    fn foreign(&self, reason: String) -> ModelError {
        ModelError::Foreign { path: self.path.clone(), reason }
    }
}
