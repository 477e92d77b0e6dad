//! Names as numbers: labels, relationship types and property keys, each with aliases in other languages.

use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::FxHashMap;

macro_rules! name_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub u32);

        impl $name {
            /// The id as an index into a dense array.
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    };
}

name_id!(
    /// Number of a label.
    LabelId
);
name_id!(
    /// Number of a relationship type.
    TypeId
);
name_id!(
    /// Number of a property key.
    KeyId
);

/// One table of names, numbered in the order of first use, with aliases.
#[derive(Clone, Debug, Default)]
struct Names {
    names: Vec<Arc<str>>,
    numbers: FxHashMap<Arc<str>, u32>,
    /// Alias to canonical name.
    aliases: BTreeMap<Arc<str>, Arc<str>>,
}

impl Names {
    fn find(&self, name: &str) -> Option<u32> {
        let canonical = self.aliases.get(name).map_or(name, |canonical| canonical);
        self.numbers.get(canonical).copied()
    }

    fn intern(&mut self, name: &str) -> u32 {
        let canonical: Arc<str> = self.aliases.get(name).cloned().unwrap_or_else(|| name.into());
        if let Some(&number) = self.numbers.get(&canonical) {
            return number;
        }
        let number = u32::try_from(self.names.len()).expect("fewer names than 2^32");
        self.names.push(canonical.clone());
        self.numbers.insert(canonical, number);
        number
    }
}

/// Which of the three tables a name stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NameTable {
    /// Labels of nodes.
    Label,
    /// Types of relationships.
    Type,
    /// Keys of properties.
    Key,
}

/// The names a graph uses. Aliases (the ontology's Chinese names) belong to the graph that declares them; an empty
/// graph has none, so plain openCypher keeps its meaning.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    labels: Names,
    types: Names,
    keys: Names,
}

impl Vocabulary {
    /// Number of a label, by name or alias.
    pub fn label(&self, name: &str) -> Option<LabelId> {
        self.labels.find(name).map(LabelId)
    }

    /// Number of a relationship type, by name or alias.
    pub fn rel_type(&self, name: &str) -> Option<TypeId> {
        self.types.find(name).map(TypeId)
    }

    /// Number of a property key, by name or alias.
    pub fn key(&self, name: &str) -> Option<KeyId> {
        self.keys.find(name).map(KeyId)
    }

    /// Name of a label.
    pub fn label_name(&self, id: LabelId) -> &Arc<str> {
        &self.labels.names[id.index()]
    }

    /// Name of a relationship type.
    pub fn type_name(&self, id: TypeId) -> &Arc<str> {
        &self.types.names[id.index()]
    }

    /// Name of a property key.
    pub fn key_name(&self, id: KeyId) -> &Arc<str> {
        &self.keys.names[id.index()]
    }

    /// Number of a label, made when it is new.
    pub fn intern_label(&mut self, name: &str) -> LabelId {
        LabelId(self.labels.intern(name))
    }

    /// Number of a relationship type, made when it is new.
    pub fn intern_type(&mut self, name: &str) -> TypeId {
        TypeId(self.types.intern(name))
    }

    /// Number of a property key, made when it is new.
    pub fn intern_key(&mut self, name: &str) -> KeyId {
        KeyId(self.keys.intern(name))
    }

    /// All names of one table in the order of their numbers.
    pub fn names(&self, table: NameTable) -> &[Arc<str>] {
        &self.table(table).names
    }

    /// Aliases of one table, alias to canonical name, sorted.
    pub fn aliases(&self, table: NameTable) -> &BTreeMap<Arc<str>, Arc<str>> {
        &self.table(table).aliases
    }

    /// Declares `alias` as another way to write `name`.
    pub fn add_alias(&mut self, table: NameTable, alias: &str, name: &str) {
        self.table_mut(table).aliases.insert(alias.into(), name.into());
    }

    /// Takes an alias back and gives the name it stood for.
    pub fn remove_alias(&mut self, table: NameTable, alias: &str) -> Option<Arc<str>> {
        self.table_mut(table).aliases.remove(alias)
    }

    fn table(&self, table: NameTable) -> &Names {
        match table {
            NameTable::Label => &self.labels,
            NameTable::Type => &self.types,
            NameTable::Key => &self.keys,
        }
    }

    fn table_mut(&mut self, table: NameTable) -> &mut Names {
        match table {
            NameTable::Label => &mut self.labels,
            NameTable::Type => &mut self.types,
            NameTable::Key => &mut self.keys,
        }
    }
}
