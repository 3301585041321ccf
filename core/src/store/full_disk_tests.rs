//! A full disk, for real: a tiny tmpfs in a mount namespace of its own where the machine allows that, else a limit on the size of
//! files. The test runs itself again in there.

use super::tests::Device;
use super::*;
use std::process::Command;
use std::time::SystemTime;

const INSIDE: &str = "SHEBAO_TEST_SMALL_DISK";

fn kept(value: u32, length: usize) -> Kept<(u32, String)> {
    Kept { value: (value, "x".repeat(length)), etag: None, as_of: SystemTime::UNIX_EPOCH }
}

#[test]
fn on_a_full_disk_storage_full_is_said_small_things_go_on_and_nothing_is_lost() {
    match std::env::var(INSIDE) {
        Ok(disk) => inside(&disk, &std::env::var("SHEBAO_TEST_LIMIT").unwrap()),
        Err(_) => {
            let folder = tempfile::tempdir().unwrap();
            let tmpfs = "mount -t tmpfs -o size=48m tmpfs \"$SHEBAO_TEST_SMALL_DISK\" && exec \"$@\"";
            let own_space = |user: bool| {
                let flags = if user { "-rm" } else { "-m" };
                command("unshare", &[flags, "sh", "-c", tmpfs, "sh"], folder.path(), "tmpfs")
            };
            let possible = |flags: &str| {
                Command::new("unshare").args([flags, "true"]).status().is_ok_and(|status| status.success())
            };
            let mut run = if possible("-m") {
                own_space(false)
            } else if possible("-rm") {
                own_space(true)
            } else {
                let limit = "trap '' XFSZ; ulimit -f 12288; exec \"$@\"";
                command("sh", &["-c", limit, "sh"], folder.path(), "size of files")
            };
            let output = run.output().unwrap();
            let text = String::from_utf8_lossy(&output.stdout);
            let errors = String::from_utf8_lossy(&output.stderr);
            assert!(
                output.status.success() && text.contains("1 passed"),
                "{}: {text}{errors}",
                output.status
            );
        }
    }
}

fn command(program: &str, args: &[&str], disk: &Path, limit: &str) -> Command {
    let mut command = Command::new(program);
    command
        .args(args)
        .arg(std::env::current_exe().unwrap())
        .args(["--exact", "--nocapture"])
        .arg("store::full_disk_tests::on_a_full_disk_storage_full_is_said_small_things_go_on_and_nothing_is_lost")
        .env(INSIDE, disk)
        .env("SHEBAO_TEST_LIMIT", limit);
    command
}

fn inside(disk: &str, limit: &str) {
    println!("full disk by: {limit}");
    let device = Device::within(disk);
    let store = device.open();
    let filler = Path::new(disk).join("filler");
    if limit == "tmpfs" {
        std::fs::write(&filler, vec![1; 20 * 1024 * 1024]).unwrap();
    }
    let mut acknowledged = Vec::new();
    let mut write = |store: &Store, n: u32, length: usize| {
        let done = store.write(Room::Inbox, &n.to_string(), &kept(n, length));
        if done.is_ok() {
            acknowledged.push((n, length));
        }
        done
    };
    let full = (0..200).find_map(|n| write(&store, n, 150_000).err());
    assert_eq!(full, Some(CitizenError::StorageFull));
    let small: Vec<bool> = (1000..1010).map(|n| write(&store, n, 300).is_ok()).collect();
    if limit == "tmpfs" {
        assert_eq!(small, vec![true; 10], "small things go on when large ones do not");
    }
    let full = (2000..40_000).find_map(|n| write(&store, n, 2_000).err());
    assert_eq!(full, Some(CitizenError::StorageFull));
    assert!(!acknowledged.is_empty());
    if limit == "tmpfs" {
        assert!(
            !device.path().join("store/ballast").exists(),
            "before refusing small things the ballast is given up"
        );
    }

    let all_there = |store: &Store| {
        for (n, length) in &acknowledged {
            let found = store.read::<(u32, String)>(Room::Inbox, &n.to_string()).unwrap();
            assert_eq!(found, Some(kept(*n, *length)), "{n}");
        }
        assert_eq!((store.opened(), store.damaged()), (Opening::Clean, 0));
    };
    if limit == "tmpfs" {
        drop(store);
        if let Err(error) = Store::open_alone(device.path(), &device.secrets()).map(|store| all_there(&store))
        {
            assert_eq!(error, CitizenError::StorageFull, "never taken for damage or a defect");
        }
        std::fs::remove_file(&filler).unwrap();
        let store = device.open();
        all_there(&store);
        store.write(Room::Inbox, "again", &kept(1, 150_000)).unwrap();
    } else {
        all_there(&store);
    }
}
