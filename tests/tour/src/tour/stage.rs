//! What every step of the tour works with: the gateway, its operator, the citizen's app, and the reader.

use super::device::{self, Changes};
use super::meter::{Counts, Meter};
use crate::args::TourArgs;
use crate::broken::{Broken, Held};
use crate::door::{self, Door};
use crate::gateway::Gateway;
use crate::operator::Operator;
use crate::paper::{Cell, Paper, Table};
use crate::speech::{Arg, Speech};
use shebao_core::{Citizen, FactView, Freshness, Says, StepView};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tempfile::TempDir;

/// The stage.
pub struct Stage {
    pub paper: Paper,
    pub speech: Speech,
    pub meter: Meter,
    pub citizen: Arc<Citizen>,
    pub changes: Changes,
    pub operator: Operator,
    pub door: Door,
    /// Orders the citizen's own journal calls paid, with what was taken, noted before signing out.
    pub paid: Vec<(String, i64)>,
    gateway: Gateway,
    folder: PathBuf,
    pause: Duration,
    _temporary: Option<TempDir>,
}

impl Stage {
    /// Starts the gateway and opens the app.
    pub async fn set(args: &TourArgs) -> Held<Self> {
        let temporary = match &args.keep {
            Some(_) => None,
            None => Some(tempfile::Builder::new().prefix("shebao-tour-").tempdir()?),
        };
        let folder = match (&args.keep, &temporary) {
            (Some(keep), _) => kept(keep)?,
            (None, Some(temporary)) => temporary.path().to_owned(),
            (None, None) => return Err(Broken::new("no folder")),
        };
        let gateway = Gateway::start(&folder.join("gateway"), args.seed, 0).await?;
        let door = gateway.door(&folder).await?;
        let bureau = std::fs::read_to_string(&door.bureau)?;
        let operator = Operator::new(&door.operator_url, &door.operator_token, &door::roots(&bureau)?)?;
        let changes = Changes::default();
        let citizen = device::open(&folder.join("device"), &bureau, args.lang, &changes).await?;
        Ok(Self {
            paper: Paper::standard(),
            speech: Speech::new(args.lang.language()),
            meter: Meter::default(),
            citizen,
            changes,
            operator,
            door,
            paid: vec![],
            gateway,
            folder,
            pause: if args.fast { Duration::ZERO } else { Duration::from_millis(300) },
            _temporary: temporary,
        })
    }

    /// Where the app keeps what it keeps.
    pub fn app_folder(&self) -> PathBuf {
        self.folder.join("device").join("app")
    }

    /// Stops the gateway, as a power cut would.
    pub async fn stop_gateway(&mut self) -> Held {
        self.gateway.stop().await
    }

    /// Starts it again, with the same books at the same address.
    pub async fn start_gateway(&mut self) -> Held {
        self.gateway.start_again().await
    }

    /// Notes what the step cost.
    pub async fn measure(&mut self) {
        let counts = self.operator.read("state").await.ok().map(|state| Counts::read(&state));
        self.meter.end(counts);
    }

    /// Time to read, unless in a hurry.
    pub async fn pause(&self) {
        tokio::time::sleep(self.pause).await;
    }

    /// Stops what still runs.
    pub async fn close(&self) {
        let _ = self.gateway.stop().await;
    }

    /// A line of the catalogue.
    pub fn word(&self, key: &str) -> String {
        self.speech.word(key)
    }

    /// The tour says something.
    pub fn say(&self, key: &str, args: &[Arg]) {
        self.paper.say(&self.speech.line(key, args));
    }

    /// The citizen sees a sentence of the core's.
    pub fn sees(&self, says: &Says) {
        self.paper.seen(&self.speech.says(says));
    }

    /// Something held, or the tour ends here.
    pub fn hold(&self, held: bool, key: &str, args: &[Arg]) -> Held {
        let sentence = self.speech.line(key, args);
        if held {
            self.paper.held(&sentence);
            return Ok(());
        }
        self.paper.broken(&self.speech.line("tour_not_held", &[crate::speech::text("what", sentence)]));
        Err(Broken::new(key).told())
    }

    /// Shows why a step ended.
    pub fn broke(&self, broken: Broken) -> Broken {
        self.paper.broken(&broken.to_string());
        broken.told()
    }

    /// Facts, as a screen lists them.
    pub fn facts(&self, facts: &[FactView]) {
        let mut table = Table::plain();
        for fact in facts {
            let (label, value) = self.speech.fact(fact);
            table.row(vec![Cell::text(label), Cell::text(value)]);
        }
        self.paper.table(&table);
    }

    /// A line of steps: mark, name, state, time, and what to do at the one that needs it.
    pub fn steps(&self, steps: &[StepView]) {
        let mut table = Table::plain();
        for step in steps {
            let at = step.at.map(|at| self.speech.moment(at)).unwrap_or_default();
            let more: Vec<String> =
                [&step.usual, &step.note].into_iter().flatten().map(|says| self.speech.says(says)).collect();
            table.row(vec![
                Cell::text(self.paper.mark(step.tone)),
                Cell::text(self.speech.says(&step.name)),
                Cell::text(self.speech.says(&step.state)),
                Cell::text(at),
                Cell::text(more.join(" ")),
            ]);
        }
        self.paper.table(&table);
    }

    /// How old a screen is.
    pub fn age(&self, freshness: &Freshness) -> String {
        self.speech.freshness(freshness)
    }
}

/// A folder to keep everything in: new, or empty, so that nobody's files are mixed with the tour's.
fn kept(keep: &PathBuf) -> Held<PathBuf> {
    std::fs::create_dir_all(keep)?;
    if std::fs::read_dir(keep)?.next().is_some() {
        return Err(Broken::usage(format!("--keep {}: the folder is not empty", keep.display())));
    }
    Ok(std::path::absolute(keep)?)
}
