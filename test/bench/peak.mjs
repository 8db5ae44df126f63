// Loaded into a process before anything else: tells on file descriptor 3 how much memory it had at most, in bytes.
import { writeSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

// Threads load this too; what the process says counts them in.
if (isMainThread) process.on('exit', () => writeSync(3, String(process.resourceUsage().maxRSS * 1024)));
