import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { out } from './paths.mjs';

const lock = path.join(out, '.preparing');
const POLL_MS = 250;
/** A lock directory without an owner's name this long is a leftover. */
const NAMELESS_POLLS = 20;

/**
 * Runs `work` while no other script of this clone installs or builds.
 * @template T
 * @param {() => Promise<T>} work
 * @param {() => void} onWait called once when another one is at it
 * @returns {Promise<T>}
 */
export async function alone(work, onWait) {
  mkdirSync(out, { recursive: true });
  for (let polls = 0, nameless = 0; !take(); polls += 1) {
    if (polls === 0) onWait();
    const pid = owner();
    // Whoever has just taken it has not written its name yet.
    nameless = pid === null ? nameless + 1 : 0;
    const isLeftOver = pid === null ? nameless > NAMELESS_POLLS : isGone(pid);
    if (isLeftOver) rmSync(lock, { recursive: true, force: true });
    else await wait(POLL_MS);
  }
  const release = () => rmSync(lock, { recursive: true, force: true });
  process.on('exit', release);
  try {
    return await work();
  } finally {
    process.off('exit', release);
    release();
  }
}

function take() {
  try {
    mkdirSync(lock);
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false;
    throw error;
  }
  writeFileSync(path.join(lock, 'pid'), String(process.pid));
  return true;
}

/** @param {number} pid */
function isGone(pid) {
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return isCode(error, 'ESRCH');
  }
}

function owner() {
  try {
    return Number.parseInt(readFileSync(path.join(lock, 'pid'), 'utf8'), 10) || null;
  } catch {
    return null;
  }
}

/**
 * @param {unknown} error
 * @param {string} code
 */
const isCode = (error, code) => error instanceof Error && 'code' in error && error.code === code;
