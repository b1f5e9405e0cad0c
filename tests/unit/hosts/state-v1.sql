-- A state as xlpy wrote it at schema version 1, with one domain.
BEGIN TRANSACTION;
CREATE TABLE console (seq INTEGER PRIMARY KEY AUTOINCREMENT, text TEXT NOT NULL);
INSERT INTO "console" VALUES(1,'(XEN) Xen version 4.4-vnuma-v2 (xlpy embedded host heatpipe)
');
CREATE TABLE domain (
    domid INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    uuid TEXT NOT NULL,
    type TEXT NOT NULL,
    pages INTEGER NOT NULL,
    max_pages INTEGER NOT NULL,
    vcpus_online INTEGER NOT NULL,
    vcpus_max INTEGER NOT NULL,
    running INTEGER NOT NULL,
    paused INTEGER NOT NULL,
    shutdown_reason INTEGER,
    dying INTEGER NOT NULL,
    cpu_time_ns INTEGER NOT NULL,
    pool INTEGER NOT NULL,
    node_affinity TEXT NOT NULL,
    hard_affinity TEXT NOT NULL,
    soft_affinity TEXT NOT NULL,
    policy TEXT NOT NULL,
    reasons TEXT NOT NULL,
    config TEXT NOT NULL
);
INSERT INTO "domain" VALUES(0,'Domain-0','00000000-0000-0000-0000-000000000000','pv',2569511,2569511,8,8,1,0,NULL,0,0,0,'0-1','["0-7", "0-7", "0-7", "0-7", "0-7", "0-7", "0-7", "0-7"]','["0-7", "0-7", "0-7", "0-7", "0-7", "0-7", "0-7", "0-7"]','profile','[]','{}');
INSERT INTO "domain" VALUES(5,'web','cbdcccfb-7aad-4592-a8f3-8310545294df','pv',65536,65536,2,2,0,0,NULL,0,0,0,'1','["0-7", "0-7"]','["4-7", "4-7"]','2013-v2','["node 1: fewest that fit, then least load (8 vcpus on 4 CPUs), then most free (11574 MiB)"]','{"c_info": {"type": "pv", "name": "web", "uuid": "cbdcccfb-7aad-4592-a8f3-8310545294df", "run_hotplug_scripts": "True"}, "b_info": {"max_vcpus": 2, "avail_vcpus": [0, 1], "max_memkb": 262144, "target_memkb": 262144, "sched_params": {}, "claim_mode": "True", "type.pv": {}, "arch_arm": {}, "arch_x86": {}}, "on_reboot": "restart", "on_soft_reset": "soft_reset"}');
CREATE TABLE domain_pages (
    domid INTEGER NOT NULL REFERENCES domain ON DELETE CASCADE,
    vnode INTEGER NOT NULL,
    node INTEGER NOT NULL REFERENCES node,
    pages INTEGER NOT NULL CHECK (pages >= 0),
    PRIMARY KEY (domid, vnode, node)
) WITHOUT ROWID;
INSERT INTO "domain_pages" VALUES(0,-1,0,1416166);
INSERT INTO "domain_pages" VALUES(0,-1,1,1153345);
INSERT INTO "domain_pages" VALUES(5,-1,1,65536);
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
INSERT INTO "meta" VALUES('created_ns',1000000000000);
INSERT INTO "meta" VALUES('fingerprint','/somewhere/sample-configs/hosts/heatpipe.toml:1795484720000000000:565');
INSERT INTO "meta" VALUES('name','heatpipe');
INSERT INTO "meta" VALUES('next_domid',6);
INSERT INTO "meta" VALUES('profile','{"name": "heatpipe", "xen_version": "4.4-vnuma-v2", "next_domid": 5, "cores_per_socket": 4, "threads_per_core": 1, "boot_time_ns": 11573000000000, "pv_vnuma": true, "kernel_required": false, "placement": "2013-v2", "nodes": [{"id": 0, "cpus": "0-3", "start_pfn": 0, "span_pages": 4521984, "free_pages": 2752911, "distances": [10, 20]}, {"id": 1, "cpus": "4-7", "start_pfn": 4521984, "span_pages": 4194304, "free_pages": 2963050, "distances": [20, 10]}], "cpupools": [{"id": 0, "name": "Pool-0", "cpus": "0-7"}], "domains": [{"domid": 0, "name": "Domain-0", "vcpus": 8, "cpus": "0-7", "nodes": [0, 1], "pool": 0, "pages": [[0, 1416166], [1, 1153345]]}]}');
INSERT INTO "meta" VALUES('schema_version',1);
INSERT INTO "meta" VALUES('xen_version','4.4-vnuma-v2');
CREATE TABLE node (
    id INTEGER PRIMARY KEY,
    free_pages INTEGER NOT NULL CHECK (free_pages >= 0)
);
INSERT INTO "node" VALUES(0,2752911);
INSERT INTO "node" VALUES(1,2897514);
CREATE TABLE vnuma (
    domid INTEGER PRIMARY KEY REFERENCES domain ON DELETE CASCADE,
    topology TEXT NOT NULL,
    detail TEXT
);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('console',1);
COMMIT;
