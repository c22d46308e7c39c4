/** The name of the database in IndexedDB. */
export const DATABASE = 'gaung';

/** Whether there is such a database. To look makes none, as an attempt to open it would, in WebKit even one given up. */
export async function hasDatabase(name = DATABASE): Promise<boolean> {
  const databases = await indexedDB.databases();
  return databases.some((one) => one.name === name);
}
