import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import net from 'node:net';
import { hostname, tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import { env, getuid, kill } from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { findSlurmProgram } from '../../scripts/lib/slurm.mjs';

/** A node of the lab: what it claims to have, whatever the machine is. */
interface LabNode {
  readonly name: string;
  readonly cpus: number;
  readonly gpus: number;
}

const NODES: readonly LabNode[] = [
  { name: 'n1', cpus: 1, gpus: 1 },
  { name: 'n2', cpus: 2, gpus: 0 },
];
/** MB of each node. */
const MEMORY = 2_000;
/** nobody: the REST daemon refuses to be root. */
const NOBODY = 65_534;
const PATIENCE = 60_000;

/**
 * A Slurm of two nodes on this machine: n1 with a processor and a GPU, n2 with two processors. It is all in one folder,
 * on ports that nobody else has, and nothing of the system's own configuration is touched.
 */
export class SlurmLab {
  /** Its folder. */
  readonly folder: string;
  /** A folder that the jobs of both ways can write into. */
  readonly share: string;
  readonly #daemons = new Map<string, ChildProcess>();
  #restDaemon = 0;

  private constructor() {
    // Short: the path of a socket has at most 107 bytes.
    this.folder = mkdtempSync(path.join(tmpdir(), 'cs-'));
    chmodSync(this.folder, 0o755);
    for (const name of ['run', 'log', 'state', ...NODES.map((it) => `spool-${it.name}`)]) {
      mkdirSync(path.join(this.folder, name));
    }
    this.share = path.join(this.folder, 'share');
    for (const shared of [this.share, path.join(this.folder, 'rest')]) {
      mkdirSync(shared);
      chmodSync(shared, 0o777);
    }
  }

  /** Starts one; resolves when its nodes are idle and its REST daemon answers. */
  static async begin(): Promise<SlurmLab> {
    const lab = new SlurmLab();
    try {
      await lab.#configure();
      await lab.#startMunge();
      lab.#start('slurmctld', findSlurmProgram('slurmctld'), ['-D', '-f', lab.configuration]);
      for (const node of NODES) lab.startNode(node.name);
      await lab.#startRest();
      await lab.idle();
    } catch (error) {
      const said = lab.#lastWords();
      await lab[Symbol.asyncDispose]();
      throw new Error(`No Slurm came up.\n${said}`, { cause: error });
    }
    return lab;
  }

  get configuration(): string {
    return path.join(this.folder, 'slurm.conf');
  }

  /** The address of the REST daemon, as a configuration has it. */
  get url(): string {
    return `unix:${this.#socket}`;
  }

  get #socket(): string {
    return path.join(this.folder, 'rest', `${this.#restDaemon}.sock`);
  }

  /** The environment in which the commands of Slurm talk to this one. */
  get environment(): NodeJS.ProcessEnv {
    return { ...env, SLURM_CONF: this.configuration };
  }

  /** Runs a command of Slurm, and answers what it prints. */
  async run(program: string, ...args: readonly string[]): Promise<string> {
    const { stdout } = await promisify(execFile)(program, args, { env: this.environment });
    return stdout;
  }

  /** Resolves when all nodes are idle, and nothing waits. */
  async idle(): Promise<void> {
    await this.until('all nodes are idle', async () => {
      const states = (await this.run('sinfo', '-h', '-N', '-o', '%N %T')).trim().split('\n');
      return NODES.every(({ name }) => states.includes(`${name} idle`));
    });
  }

  /** Lets the user of the REST daemon write in a folder. */
  async open(folder: string): Promise<void> {
    await promisify(execFile)('chmod', ['-R', 'a+rwX', folder]);
  }

  startNode(name: string): void {
    this.#start(name, findSlurmProgram('slurmd'), ['-D', '-N', name, '-f', this.configuration]);
  }

  /** Ends a node as a power cut does: its daemon and all that runs on it, at once. */
  async killNode(name: string): Promise<void> {
    await this.#stop(name, 'SIGKILL');
    for (const id of processesOf(path.join(this.folder, `spool-${name}`))) end(id);
  }

  async stopController(): Promise<void> {
    await this.#stop('slurmctld', 'SIGTERM');
  }

  /** Ends the controller as a power cut does; what it had written down is there when it is started again. */
  async killController(): Promise<void> {
    await this.#stop('slurmctld', 'SIGKILL');
  }

  startController(): void {
    this.#start('slurmctld', findSlurmProgram('slurmctld'), ['-D', '-f', this.configuration]);
  }

  /** Waits until something is so; an error says what was waited for. */
  async until(what: string, isSo: () => Promise<boolean>): Promise<void> {
    const end = performance.now() + PATIENCE;
    for (;;) {
      if (await isSo().catch(() => false)) return;
      if (performance.now() > end) throw new Error(`Waited in vain until ${what}.\n${this.#lastWords()}`);
      await pause(150);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const { name } of NODES) await this.killNode(name);
    for (const name of [...this.#daemons.keys()].reverse()) await this.#stop(name, 'SIGKILL');
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }

  async #configure(): Promise<void> {
    const host = hostname().split('.')[0] ?? 'localhost';
    const [controller, ...ports] = await freePorts(NODES.length + 1);
    const at = (name: string) => path.join(this.folder, name);
    const settings = {
      ClusterName: 'lab',
      SlurmctldHost: `${host}(127.0.0.1)`,
      SlurmUser: userInfo().username,
      SlurmdUser: userInfo().username,
      SlurmctldPort: controller,
      AuthType: 'auth/munge',
      // A job whose machine died waits as long as a credential lives before it is started again: two minutes by default, 5 seconds at least.
      AuthInfo: `socket=${at('run/munge.sock')},cred_expire=5`,
      CryptoType: 'crypto/munge',
      StateSaveLocation: at('state'),
      SlurmdSpoolDir: at('spool-%n'),
      SlurmctldPidFile: at('run/slurmctld.pid'),
      SlurmdPidFile: at('run/%n.pid'),
      SlurmctldLogFile: at('log/slurmctld.log'),
      SlurmdLogFile: at('log/%n.log'),
      ProctrackType: 'proctrack/linuxproc',
      TaskPlugin: 'task/none',
      SchedulerType: 'sched/backfill',
      SchedulerParameters: 'sched_interval=1,bf_interval=1,sched_min_interval=0,batch_sched_delay=0',
      SelectType: 'select/cons_tres',
      SelectTypeParameters: 'CR_Core_Memory',
      PriorityType: 'priority/basic',
      GresTypes: 'gpu',
      Licenses: 'nuke:2',
      // So that a dead node and a forgotten job take seconds.
      SlurmdTimeout: 5,
      MinJobAge: 2,
      KillWait: 1,
      BatchStartTimeout: 5,
      MessageTimeout: 5,
      EpilogMsgTime: 0,
      InactiveLimit: 0,
      ReturnToService: 2,
      SlurmdParameters: 'config_overrides',
      JobRequeue: 1,
      MaxArraySize: 1_001,
      MpiDefault: 'none',
      AccountingStorageType: 'accounting_storage/none',
      JobAcctGatherType: 'jobacct_gather/none',
    };
    const nodes = NODES.map(
      ({ name, cpus, gpus }, index) =>
        `NodeName=${name} NodeHostname=${host} NodeAddr=127.0.0.1 Port=${ports[index]} CPUs=${cpus} RealMemory=${MEMORY}${gpus > 0 ? ` Gres=gpu:${gpus}` : ''}`,
    );
    const all = NODES.map((it) => it.name).join(',');
    const partitions = [
      `PartitionName=render Nodes=${all} Default=YES DefMemPerNode=100 MaxTime=INFINITE State=UP`,
      'PartitionName=small Nodes=n1 DefMemPerNode=100 MaxTime=10 State=UP',
      'PartitionName=second Nodes=n2 DefMemPerNode=100 MaxTime=INFINITE State=UP',
    ];
    const lines = Object.entries(settings).map(([name, value]) => `${name}=${value}`);
    writeFileSync(this.configuration, `${[...lines, ...nodes, ...partitions].join('\n')}\n`);
    const gpus = NODES.filter((it) => it.gpus > 0).map((it) => `NodeName=${it.name} Name=gpu File=/dev/null\n`);
    writeFileSync(at('gres.conf'), gpus.join(''));
  }

  async #startMunge(): Promise<void> {
    const at = (name: string) => path.join(this.folder, name);
    writeFileSync(at('munge.key'), randomBytes(128), { mode: 0o400 });
    this.#start('munged', findSlurmProgram('munged'), [
      ...['--foreground', '--force', '--num-threads', '2', '--key-file', at('munge.key')],
      ...['--socket', at('run/munge.sock'), '--pid-file', at('run/munged.pid')],
      ...['--log-file', at('log/munged.log'), '--seed-file', at('run/munged.seed')],
    ]);
    await this.until('munged listens', async () => existsSync(at('run/munge.sock')));
  }

  async #startRest(): Promise<void> {
    this.#restDaemon += 1;
    const isRoot = getuid?.() === 0;
    const args = ['-f', this.configuration, '-s', 'v0.0.38', '-a', 'rest_auth/local', this.url];
    const extra = { SLURM_CONF: this.configuration, ...(!isRoot && { SLURMRESTD_SECURITY: 'disable_user_check' }) };
    this.#start('slurmrestd', findSlurmProgram('slurmrestd'), args, extra, isRoot ? NOBODY : undefined);
    await this.until('slurmrestd listens', async () => existsSync(this.#socket));
  }

  #start(
    name: string,
    program: string | undefined,
    args: readonly string[],
    extra: NodeJS.ProcessEnv = {},
    user?: number,
  ): void {
    if (program === undefined) throw new Error(`Slurm's program for ${name} is not here.`);
    const child = spawn(program, args, {
      cwd: this.folder,
      env: { PATH: env.PATH, LC_ALL: 'C', ...extra },
      stdio: 'ignore',
      ...(user !== undefined && { uid: user, gid: user }),
    });
    child.on('error', () => {}); // Whoever waits for it says so.
    this.#daemons.set(name, child);
  }

  async #stop(name: string, signal: NodeJS.Signals): Promise<void> {
    const child = this.#daemons.get(name);
    this.#daemons.delete(name);
    if (child?.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }

  /** The ends of the logs. */
  #lastWords(): string {
    const folder = path.join(this.folder, 'log');
    return readdirSync(folder)
      .map((name) => `${name}:\n${readFileSync(path.join(folder, name), 'utf8').split('\n').slice(-15).join('\n')}`)
      .join('\n');
  }
}

/** The processes that run the scripts of jobs in the spool of a node, what watches over these, and all that they started. */
function processesOf(spool: string): readonly number[] {
  const parents = new Map<number, number>();
  const watchers = new Set<number>();
  const found = new Set<number>();
  for (const name of readdirSync('/proc')) {
    const id = Number(name);
    if (!Number.isInteger(id)) continue;
    try {
      const stat = readFileSync(`/proc/${id}/stat`, 'utf8');
      const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
      parents.set(id, parent);
      if (!readFileSync(`/proc/${id}/cmdline`, 'utf8').includes(`${spool}/job`)) continue;
      found.add(id);
      if (readFileSync(`/proc/${parent}/cmdline`, 'utf8').startsWith('slurmstepd')) watchers.add(parent);
    } catch {
      // It has ended, or is somebody else's.
    }
  }
  for (let before = -1; before !== found.size; ) {
    before = found.size;
    for (const [id, parent] of parents) if (found.has(parent)) found.add(id);
  }
  // Those first that would tell how the others ended.
  return [...watchers, ...found];
}

function end(id: number): void {
  try {
    kill(id, 'SIGKILL');
  } catch {
    // It has ended.
  }
}

/** Ports that nobody listens on. */
async function freePorts(count: number): Promise<readonly number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = net.createServer().listen(0, '127.0.0.1');
      await once(server, 'listening');
      return server;
    }),
  );
  const ports = servers.map((server) => {
    const address = server.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  });
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
