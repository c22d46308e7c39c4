import type { Category } from './types.ts';

export const ekonomi: Category = {
  id: 'ekonomi',
  name: 'Ekonomi',
  articles: [
    {
      slug: 'koperasi-perempuan-olah-rumput-laut-sampai-dua-belas-kota',
      title: 'Dari Dapur Bersama, Koperasi Perempuan Kirim Rumput Laut ke Dua Belas Kota',
      summary:
        'Dulu dijual basah per karung, kini menjadi mi, permen, dan sabun. Harga di tingkat petani naik hampir dua kali.',
      date: '2026-11-18',
      mood: 'warm',
      body: [
        'Dapur di belakang balai Desa Pasir Ubi berukuran enam kali delapan meter. Dari ruangan itulah Koperasi Karang Jelita mengirim mi rumput laut, permen, dan sabun ke dua belas kota, sebagian besar lewat pesanan daring.',
        'Tiga tahun lalu anggotanya menjual rumput laut basah kepada pengepul dengan harga yang berubah setiap pekan. Kini koperasi membeli hasil kering dari 160 petani dengan harga yang ditempel di pintu dan berlaku satu bulan penuh.',
        '“Pelajaran tersulit bukan memasak, melainkan mencatat,” kata ketuanya, Nurbaiti. Setiap malam Jumat buku kas dibacakan keras-keras di depan anggota. Tahun ini, untuk pertama kalinya, koperasi membagikan sisa hasil usaha.',
      ],
    },
    {
      slug: 'harga-cabai-rawit-naik-pedagang-kurangi-sambal',
      title: 'Harga Cabai Rawit Naik Lagi, Warung Mulai Menakar Sambal',
      summary:
        'Pasokan dari dataran tinggi berkurang setelah hujan lebat. Pemerintah kota menyiapkan pasar murah akhir pekan.',
      date: '2026-11-15',
      mood: 'upset',
      body: [
        'Di Pasar Subuh Samirana, cabai rawit merah dijual Rp118.000 per kilogram pada Sabtu, naik dari Rp74.000 dua pekan sebelumnya. Pedagang menyebut pasokan dari dataran tinggi berkurang karena banyak buah rontok setelah hujan lebat.',
        'Kenaikan itu sampai juga ke meja makan. Beberapa warung yang biasanya menyediakan sambal sepuasnya kini menaruhnya dalam mangkuk kecil. “Kalau dinaikkan harganya, pelanggan protes. Kalau dikurangi sambalnya, protesnya lebih keras,” kata Slamet, pemilik warung pecel.',
        'Dinas perdagangan menyiapkan pasar murah di tiga kecamatan pada akhir pekan dan meminta pedagang tidak menahan stok. Harga diperkirakan melandai pada awal Desember ketika panen dari daerah pesisir mulai masuk.',
      ],
    },
    {
      slug: 'petani-garam-pasang-atap-bening',
      title: 'Petani Garam Pasang Atap Bening, Hujan Tak Lagi Menghapus Panen',
      summary: 'Rumah kaca sederhana dari bambu dan plastik membuat ladang garam tetap bekerja pada bulan basah.',
      date: '2026-11-10',
      mood: 'wonder',
      body: [
        'Bagi petani garam, satu jam hujan dapat menghapus kerja dua pekan. Di pesisir Teluk Selindang, sebelas petani mencoba cara lain: memasang atap plastik bening di atas rangka bambu, sehingga air laut tetap menguap walaupun langit mendung.',
        'Suhu di bawah atap bisa sepuluh derajat lebih tinggi daripada di luar. Kristal terbentuk dalam sembilan hari, warnanya lebih putih, dan air hujan yang jatuh di atap dialirkan ke penampungan untuk keperluan rumah tangga.',
        'Biaya satu petak sekitar Rp9 juta, dan menurut hitungan kelompok tani akan kembali dalam tiga kali panen. “Orang tua kami selalu menatap langit dengan cemas,” kata Junaidi. “Sekarang kami masih menatap langit, tetapi sambil minum kopi.”',
      ],
    },
    {
      slug: 'bengkel-desa-rakit-sepeda-antar-sayur',
      title: 'Bengkel Desa Merakit Sepeda Listrik untuk Mengantar Sayur',
      summary: 'Rangka bekas, baterai rakitan, dan gerobak lipat. Ongkos kirim dari kebun ke pasar turun separuh.',
      date: '2026-11-05',
      mood: 'wonder',
      body: [
        'Suara yang terdengar dari bengkel Pak Tarno hanya dengung halus. Sepeda roda tiga rakitannya baru saja membawa 80 kilogram kubis dari kebun ke pasar sejauh empat kilometer, melewati dua tanjakan, tanpa setetes bensin.',
        'Rangka dibuat dari sepeda bekas, gerobaknya dapat dilipat, dan baterainya diisi dari panel surya di atap bengkel. Empat belas unit sudah dipakai petani Desa Sukamaju Hilir dengan sistem sewa harian.',
        'Kelompok tani mencatat ongkos angkut turun dari Rp500 menjadi Rp240 per kilogram. Bengkel kini kewalahan menerima pesanan dari desa lain. “Saya ajari saja mereka merakit sendiri,” kata Tarno. “Gambarnya saya tempel di dinding, boleh difoto.”',
      ],
    },
    {
      slug: 'salah-cetak-menu-warung-ini-malah-ramai',
      title: 'Salah Cetak Menu “Ayam Goreng Kecewa”, Warung Ini Malah Ramai',
      summary: 'Seharusnya “Kremes”. Pemiliknya sempat ingin mencetak ulang, tetapi pembeli keburu memesan.',
      date: '2026-10-30',
      mood: 'funny',
      body: [
        'Papan menu baru Warung Bu Tini seharusnya bertuliskan “Ayam Goreng Kremes”. Entah bagaimana, yang datang dari percetakan adalah “Ayam Goreng Kecewa”, lengkap dengan gambar paha ayam yang tampak tak bersalah.',
        'Bu Tini sudah menutupnya dengan kardus ketika seorang mahasiswa telanjur memotretnya. Esok harinya antrean mengular sampai ke bengkel sebelah. Pembeli datang untuk memesan rasa kecewa, “pedas sedang, jangan terlalu dalam”.',
        'Penjualan naik tiga kali lipat dalam sepekan. Percetakan meminta maaf dan menawarkan cetak ulang gratis, tetapi ditolak. Sebagai gantinya, Bu Tini memesan satu papan lagi untuk menu pendamping: “Sambal Ikhlas”.',
      ],
    },
    {
      slug: 'pasar-subuh-samirana-pakai-timbangan-bersama',
      title: 'Pasar Subuh Samirana Sediakan Timbangan Bersama',
      summary:
        'Pembeli boleh menimbang ulang belanjaannya tanpa bertanya. Pedagang menyebut kepercayaan justru bertambah.',
      date: '2026-11-17',
      mood: 'warm',
      art: 'pasar',
      body: [
        'Tiga timbangan digital kini berdiri di pintu keluar Pasar Subuh Samirana. Siapa pun boleh menimbang ulang belanjaannya. Jika kurang, pembeli tinggal kembali ke lapak dengan secarik struk; pedagang wajib menambah tanpa banyak tanya.',
        'Gagasan itu justru datang dari paguyuban pedagang. Mereka lelah dicurigai karena ulah segelintir orang. Pada bulan pertama tercatat 112 keluhan, pada bulan ketiga tinggal sembilan, dan sebagian besar ternyata karena kantong air pada ikan segar.',
        '“Sekarang ada pembeli yang kembali untuk membayar karena timbangannya lebih,” kata Ketua Paguyuban, Hasan Munandar. Pengelola pasar berencana menambah satu timbangan di lantai daging, tempat perdebatan paling sering terjadi.',
      ],
    },
  ],
};
