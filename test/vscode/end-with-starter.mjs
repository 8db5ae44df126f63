// Loaded into a process before its program (node --import): when the starter is gone, even by SIGKILL, its end of
// our standard input closes, and we and our children end too. Extension hosts would otherwise live on for hours.
process.stdin.resume().on('close', () => {
  try {
    process.kill(-process.pid, 'SIGKILL');
  } catch {
    process.exit(1); // not the leader of a process group: on Windows there is none
  }
});
