import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

/** Vue shall not look for components of these names. */
const isCustomElement = (tag: string) => /^(?:share|view|reaction|gaung)-/.test(tag);

export default defineConfig({ plugins: [vue({ template: { compilerOptions: { isCustomElement } } })] });
