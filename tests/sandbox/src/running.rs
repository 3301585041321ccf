//! Starting, stopping and restarting a sandbox.

use crate::clock::Clock;
use crate::gateway::{OpenError, Timing};
use crate::operator::Operator;
use crate::serve::answer::answer;
use crate::serve::counters::Logged;
use crate::serve::faults::Faults;
use crate::serve::host::Host;
use crate::serve::listen::{Cut, Side, listen};
use axum::body::Body;
use axum::http::Request;
use hyper::body::Incoming;
use std::convert::Infallible;
use std::net::{Ipv4Addr, TcpListener};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::time::{Duration, Instant};
use tokio::runtime::Runtime;
use tokio::sync::watch;
use tokio_rustls::TlsAcceptor;
use tower::ServiceExt;

/// How a sandbox is to be.
#[derive(Clone, Debug)]
pub struct Options {
    /// Where the databases are kept; made if it is not there. A kept folder keeps its city.
    pub directory: PathBuf,
    /// Fixes ids, amounts and history of a new city.
    pub seed: u64,
    /// The gateway's port on the loopback address; any free one if `None`.
    pub port: Option<u16>,
    /// The operator's port; any free one if `None`.
    pub operator_port: Option<u16>,
    /// True if faults may be injected (and the header `Shebao-Fault` is honoured).
    pub faults_allowed: bool,
    /// Of 1000 requests, how many meet a fault drawn by seed. 0: none.
    pub weather_per_mille: u32,
    /// The gateway's clock.
    pub clock: Clock,
    /// How quickly the bank and the later stages go on.
    pub timing: Timing,
}

impl Options {
    /// A sandbox in `directory` with any free ports, faults allowed but none drawn, the machine's clock, short delays.
    pub fn new(directory: impl Into<PathBuf>, seed: u64) -> Self {
        Self {
            directory: directory.into(),
            seed,
            port: None,
            operator_port: None,
            faults_allowed: true,
            weather_per_mille: 0,
            clock: Clock::system(),
            timing: Timing::default(),
        }
    }
}

/// Why a sandbox does not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The database, certificates or keys.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// TLS.
    #[error(transparent)]
    Certificate(#[from] crate::certificate::CertificateError),
    /// A port is taken, or threads cannot be made.
    #[error("network: {0}")]
    Network(#[from] std::io::Error),
}

/// The reference gateway.
#[derive(Debug)]
pub struct Sandbox;

impl Sandbox {
    /// Starts it; returns once it answers. May be called from inside or outside an async runtime: it has its own threads.
    pub fn start(options: Options) -> Result<Running, StartError> {
        let faults = Faults::new(options.faults_allowed, options.weather_per_mille, options.seed);
        let host = Arc::new(Host::new(
            options.directory.clone(),
            options.seed,
            options.clock.clone(),
            options.timing,
            faults,
        ));
        host.open()?;
        let gateway = bind(options.port.unwrap_or(0))?;
        let operator = bind(options.operator_port.unwrap_or(0))?;
        let (port, operator_port) = (gateway.local_addr()?.port(), operator.local_addr()?.port());
        let _ = host.url.set(format!("https://localhost:{port}"));
        let _ = host.authorities.set(vec![format!("localhost:{port}"), format!("127.0.0.1:{port}")]);
        let operator_token =
            host.gateway().ok().map(|g| g.operator_token()).transpose().map_err(OpenError::Store)?;
        let running = Running {
            operator_token: operator_token.unwrap_or_default(),
            host,
            port,
            operator_port,
            run: Mutex::default(),
        };
        running.run(gateway, operator)?;
        Ok(running)
    }
}

fn bind(port: u16) -> std::io::Result<TcpListener> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
    listener.set_nonblocking(true)?;
    Ok(listener)
}

/// A port just left may be busy for a moment.
fn bind_again(port: u16) -> std::io::Result<TcpListener> {
    let begun = Instant::now();
    loop {
        match bind(port) {
            Err(_) if begun.elapsed() < Duration::from_secs(5) => {
                std::thread::sleep(Duration::from_millis(20))
            }
            other => return other,
        }
    }
}

struct Run {
    runtime: Runtime,
    stop: watch::Sender<bool>,
    stopped: mpsc::Receiver<()>,
}

/// A running sandbox. Dropping it stops it.
pub struct Running {
    host: Arc<Host>,
    operator_token: String,
    port: u16,
    operator_port: u16,
    run: Mutex<Option<Run>>,
}

impl Running {
    fn run(&self, gateway: TcpListener, operator: TcpListener) -> Result<(), StartError> {
        let opened = self.host.gateway().map_err(|_| std::io::Error::other("the gateway is not open"))?;
        let tls = TlsAcceptor::from(Arc::new(opened.certificates.server()?));
        drop(opened);
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .thread_name("shebao-sandbox")
            .enable_all()
            .build()?;
        let (stop, stopping) = watch::channel(false);
        let (done, stopped) = mpsc::channel();
        let _inside = runtime.enter();
        let citizens = crate::http::router(self.host.clone());
        let host = self.host.clone();
        let listening = listen(
            self.host.clone(),
            Side::Citizens,
            tokio::net::TcpListener::from_std(gateway)?,
            tls.clone(),
            stopping.clone(),
            move |request| answer(host.clone(), citizens.clone(), request),
        );
        let first = done.clone();
        runtime.spawn(async move {
            listening.await;
            let _ = first.send(());
        });
        let operators = crate::http::operate::router(self.host.clone(), self.operator_token.clone());
        let listening = listen(
            self.host.clone(),
            Side::Operator,
            tokio::net::TcpListener::from_std(operator)?,
            tls,
            stopping.clone(),
            move |request: Request<Incoming>| {
                let router = operators.clone();
                async move {
                    let Ok::<_, Infallible>(response) = router.oneshot(request.map(Body::new)).await;
                    Ok::<_, Cut>(response)
                }
            },
        );
        runtime.spawn(async move {
            listening.await;
            let _ = done.send(());
        });
        runtime.spawn(tick(self.host.clone(), stopping));
        *self.run.lock().unwrap_or_else(PoisonError::into_inner) = Some(Run { runtime, stop, stopped });
        Ok(())
    }

    /// Stops answering: connections are cut, ports and database files are free when this returns. Nothing if stopped.
    pub fn stop(&self) {
        let taken = self.run.lock().unwrap_or_else(PoisonError::into_inner).take();
        let Some(run) = taken else { return };
        run.stop.send_replace(true);
        for _ in 0..2 {
            let _ = run.stopped.recv_timeout(Duration::from_secs(5));
        }
        self.host.drop_gateway();
        run.runtime.shutdown_background();
    }

    /// Starts again over the same folder and ports. Nothing if it is running.
    pub fn start_again(&self) -> Result<(), StartError> {
        if self.run.lock().unwrap_or_else(PoisonError::into_inner).is_some() {
            return Ok(());
        }
        self.host.open()?;
        self.run(bind_again(self.port)?, bind_again(self.operator_port)?)
    }

    /// A crash and a new start: memory gone, the databases opened again, same ports.
    pub fn restart(&self) -> Result<(), StartError> {
        self.stop();
        self.start_again()
    }

    /// Takes the network down (connections die, new ones too) without stopping the gateway.
    pub fn kill_network(&self) {
        self.operator().set_network(false);
    }

    /// Brings the network back.
    pub fn restore_network(&self) {
        self.operator().set_network(true);
    }

    /// `https://localhost:PORT`.
    pub fn url(&self) -> String {
        format!("https://localhost:{}", self.port)
    }

    /// The operator's `https://localhost:PORT`.
    pub fn operator_url(&self) -> String {
        format!("https://localhost:{}", self.operator_port)
    }

    /// The bearer token of the operator's listener.
    pub fn operator_token(&self) -> &str {
        &self.operator_token
    }

    /// The operator's side without HTTP.
    pub fn operator(&self) -> Operator {
        Operator { host: self.host.clone() }
    }

    /// SHA-256 of the server's certificate, `AB:CD:…`. Empty while stopped.
    pub fn fingerprint(&self) -> String {
        self.host.gateway().map(|g| g.certificates.fingerprint()).unwrap_or_default()
    }

    /// What is built into an app for this bureau, as JSON. Empty while stopped.
    pub fn bureau_json(&self) -> String {
        let bureau = self.host.gateway().ok().and_then(|g| g.bureau(&self.url()).ok());
        bureau.map(|b| b.to_string()).unwrap_or_default()
    }

    /// A new enrolment code as the QR code shows it: `https://localhost:PORT/q#<JWS>`. Empty while stopped.
    pub fn enrolment_code(&self) -> String {
        self.operator().give_code().map(|(jws, _)| format!("{}/q#{jws}", self.url())).unwrap_or_default()
    }

    /// A new enrolment code as it is typed: `4821-7730`. Empty while stopped.
    pub fn typed_code(&self) -> String {
        self.operator().give_code().map(|(_, typed)| typed).unwrap_or_default()
    }

    /// The requests so far: method, path, status (0: cut), and nothing else.
    pub fn requests(&self) -> Vec<Logged> {
        self.host.counters.logged()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.stop();
    }
}

/// Lets debits and stages go on by themselves.
async fn tick(host: Arc<Host>, mut stop: watch::Receiver<bool>) {
    loop {
        tokio::select! {
            () = tokio::time::sleep(Duration::from_millis(40)) => {}
            _ = stop.wait_for(|s| *s) => return,
        }
        let host = host.clone();
        let _ = tokio::task::spawn_blocking(move || host.tick()).await;
    }
}
