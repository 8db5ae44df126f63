/** How an exported file says whose it is. One that says so is ours, and is overwritten without being asked for. */
export const generator = 'Inspection Reports';
